public import AutomountResolver
public import Foundation

/// A case observed with automount: files, a path, and what the daemon did.
public struct AutomountCase: Decodable, Sendable {
    /// What mount(8) was called with.
    struct ObservedMount: Decodable, Sendable {
        let mountPoint: String?
        let type: String?
        let options: [String]?
        let source: String?
        let sourceHex: String?
        let mountPointHex: String?
        let fsck: [String]?
    }

    struct Link: Decodable, Sendable {
        let path: String
        let target: String
    }

    struct Expectation: Decodable, Sendable {
        let mounts: [ObservedMount]?
        let failedMounts: [ObservedMount]?
        let symlinks: [Link]?
        let error: String?
        /// The status of a daemon that did not come up.
        let daemonExit: Int?
        let master: [ObservedAutofs]?
        let entries: [String]?
        let steps: [Expectation]?
    }

    /// A file system of type autofs that automount has mounted.
    struct ObservedAutofs: Decodable, Sendable {
        let mountPoint: String
        let source: String
        let kind: String
        let timeout: Int?
    }

    /// What happens after the start: a look-up, a listing, or something done to the files or the daemon.
    struct Step: Decodable, Sendable {
        let lookup: String?
        let list: String?
        let user: String?
        let write: [String: String]?
        let remove: String?
    }

    /// Its name in the corpus.
    public let id: String
    /// What it is about.
    public let category: String
    let files: [String: String]?
    let filesBase64: [String: String]?
    let modes: [String: String]?
    let defines: [String: String]?
    let arguments: [String]?
    let path: String?
    let operation: String?
    let steps: [Step]?
    let ldif: String?
    let environment: ResolverFacts?
    let expect: Expectation
    private var autofs: String?

    /// The version of automount that is compared; 5.1.8 where the case does not say.
    var version: AutofsVersion { autofs.flatMap(AutofsVersion.init) ?? .release518 }

    /// The bytes of its files, by path.
    public var texts: [String: [UInt8]] {
        let encoded = (filesBase64 ?? [:]).compactMapValues { Data(base64Encoded: $0).map(Array.init) }
        return (files ?? [:]).mapValues { Array($0.utf8) }.merging(encoded) { $1 }
    }

    /// Every case: those that were thought of, those that chance made, and those that a fuzz run once found different.
    ///
    /// - Parameter version: The automount that is compared. All were observed with 5.1.8 and again with 5.1.9, which
    ///   does the same but for the cases of a file of its own.
    /// - Returns: The cases, with what is observed of that version.
    /// - Throws: Where a file is missing or malformed.
    public static func all(of version: AutofsVersion = .release518) throws -> [AutomountCase] {
        let cases = try ["automount", "automount-more", "automount-found", "automount-directory"].flatMap {
            name in
            try CorpusFile.lines(of: name).map(read)
        }
        guard version > .release518 else { return cases }
        let later = try CorpusFile.lines(of: "automount-5.1.9").map(read)
        let names = Set(later.map(\.id))
        return later
            + cases.filter { !names.contains($0.id) }.map { observed in
                var same = observed
                same.autofs = version.description
                return same
            }
    }

    /// Reads one line of a corpus.
    public static func read(_ line: Data) throws -> AutomountCase {
        try JSONDecoder().decode(AutomountCase.self, from: line)
    }
}
