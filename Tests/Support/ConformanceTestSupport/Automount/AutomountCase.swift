public import AutomountResolver
public import Foundation

/// A recorded run of automount: files, a path, and what the daemon did.
public struct AutomountCase: Decodable, Sendable {
    /// The arguments of a call of mount(8).
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
        /// The exit status of a daemon that did not start.
        let daemonExit: Int?
        let master: [ObservedAutofs]?
        let entries: [String]?
        let steps: [Expectation]?
    }

    /// A file system of type autofs that automount mounted.
    struct ObservedAutofs: Decodable, Sendable {
        let mountPoint: String
        let source: String
        let kind: String
        let timeout: Int?
    }

    /// A step after the start: a lookup, a listing, or a change to the files or the daemon.
    struct Step: Decodable, Sendable {
        let lookup: String?
        let list: String?
        let user: String?
        let write: [String: String]?
        let remove: String?
    }

    /// The name of the case in the corpus.
    public let id: String
    /// The topic of the case.
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

    /// The version of automount to compare with; 5.1.8 if the case names none.
    var version: AutofsVersion { autofs.flatMap(AutofsVersion.init) ?? .release518 }

    /// The contents of the files, by path.
    public var texts: [String: [UInt8]] {
        let encoded = (filesBase64 ?? [:]).compactMapValues { Data(base64Encoded: $0).map(Array.init) }
        return (files ?? [:]).mapValues { Array($0.utf8) }.merging(encoded) { $1 }
    }

    /// Every case: written by hand, generated at random, or once found by fuzzing.
    ///
    /// - Parameter version: The version of automount to compare with. All cases were recorded with 5.1.8 and 5.1.9;
    ///   those in which 5.1.9 differs are in a separate file.
    /// - Returns: The cases with the results of that version.
    /// - Throws: If a file is missing or malformed.
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
