import Foundation
import MountMaps

/// A recorded run of exportfs of nfs-utils 2.6.2: a machine, its tables and the results.
public struct ExportsCase: Sendable, CustomStringConvertible {
    /// The name of the case in the corpus.
    public let id: String
    let files: [String: [UInt8]]
    let directories: [[UInt8]]
    let regularFiles: [[UInt8]]
    let links: [[UInt8]: [UInt8]]
    let hosts: [UInt8]
    /// The working directory of exportfs.
    public let workingDirectory: [UInt8]
    /// The mount points of the machine.
    public let mountPoints: [[UInt8]]
    let kernelFeatures: String?
    /// The arguments of exportfs.
    public let arguments: [String]
    let netgroups: String
    /// The questions to rpc.mountd.
    public let queries: [ExportsQuery]
    /// The exit status of exportfs; negative for a signal.
    public let exitStatus: Int
    /// The contents of etab; nil if they were too long to be recorded.
    public let etab: [UInt8]?
    /// The number of exports.
    public let exportsCount: Int
    /// Some of the exports.
    public let exportsSample: [(path: [UInt8], client: [UInt8], options: [[UInt8]])]

    static let notObserved = Int.min

    /// The name of the case.
    public var description: String { id }

    /// The tables in the order in which exportfs reads them.
    public var tables: [(name: String, bytes: [UInt8])] {
        let directory = "/etc/exports.d/"
        let names = files.keys.filter { name in
            guard name.hasPrefix(directory) else { return false }
            let rest = name.dropFirst(directory.count)
            return !rest.contains("/") && ExportsDirectory.reads(Array(rest.utf8))
        }
        let ordered = names.sorted { ExportsDirectory.precedes(Array($0.utf8), Array($1.utf8)) }
        return (["/etc/exports"] + ordered).compactMap { name in files[name].map { (name, $0) } }
    }
}

/// A question to rpc.mountd and its answer: the export that one machine gets at one path.
public struct ExportsQuery: Sendable {
    /// The address of the client.
    public let address: [UInt8]
    /// The requested path.
    public let path: [UInt8]
    /// Whether rpc.mountd granted access.
    public let isGranted: Bool
    /// Every matching client of the tables; empty if rpc.mountd passed the address to the kernel instead.
    public let clients: [[UInt8]]
    /// Whether the export is a part of the pseudo root.
    public let isPseudoRoot: Bool
    /// The flags of the export.
    public let flags: UInt32
    /// The anonymous user of the export.
    public let anonymousUID: Int32

    init(_ fields: [String: Any]) {
        address = ExportsCase.bytes(fields["ip"] as? String ?? "")
        path = ExportsCase.bytes(fields["path"] as? String ?? "")
        isGranted = fields["granted"] as? Bool ?? false
        let names = fields["clients"] as? String ?? ""
        clients =
            names.hasPrefix("$") ? [] : names.split(separator: ",").map { ExportsCase.bytes(String($0)) }
        isPseudoRoot = fields["v4root"] as? Bool ?? false
        flags = UInt32(truncatingIfNeeded: fields["flags"] as? Int ?? 0)
        anonymousUID = Int32(truncatingIfNeeded: fields["anonuid"] as? Int ?? 0)
    }
}

extension ExportsCase {
    init(_ fields: [String: Any]) {
        func strings(_ key: String) -> [String] { fields[key] as? [String] ?? [] }
        func generated(_ key: String) -> [String: Any]? { fields[key] as? [String: Any] }
        id = fields["id"] as? String ?? ""
        files = Self.files(fields)
        var directories = strings("dirs")
        if let rule = generated("dirs_gen"), let pattern = rule["path"] as? String {
            directories += Self.numbers(rule).map { pattern.replacingOccurrences(of: "%d", with: "\($0)") }
        }
        self.directories = directories.map(Self.bytes)
        regularFiles = strings("regular").map(Self.bytes)
        let links = fields["symlinks"] as? [String: String] ?? [:]
        self.links = Dictionary(uniqueKeysWithValues: links.map { (Self.bytes($0), Self.bytes($1)) })
        let local = "127.0.0.1 localhost\n::1 localhost ip6-localhost\n"
        hosts = Self.bytes(local + (fields["hosts"] as? String ?? ""))
        workingDirectory = Self.bytes(fields["cwd"] as? String ?? "/")
        mountPoints = strings("mounts").map(Self.bytes)
        kernelFeatures = (fields["kernel"] as? [String: Any])?["features"] as? String
        arguments = fields["args"] as? [String] ?? ["-ra"]
        netgroups = fields["netgroup"] as? String ?? ""
        let expected = fields["expect"] as? [String: Any] ?? [:]
        queries = (expected["answers"] as? [[String: Any]] ?? []).map(ExportsQuery.init)
        exitStatus = expected["exit"] as? Int ?? Self.notObserved
        etab = (expected["etab"] as? String).map(Self.bytes)
        let rows = (expected["exports"] ?? expected["exports_sample"]) as? [[String: Any]] ?? []
        exportsSample = rows.map { row in
            (
                Self.bytes(row["path"] as? String ?? ""), Self.bytes(row["client"] as? String ?? ""),
                (row["options"] as? [String] ?? []).map(Self.bytes)
            )
        }
        exportsCount = expected["exports_count"] as? Int ?? rows.count
    }

    private static func files(_ fields: [String: Any]) -> [String: [UInt8]] {
        var files = (fields["files"] as? [String: String] ?? [:]).mapValues(bytes)
        for (name, text) in fields["files_b64"] as? [String: String] ?? [:] {
            files[name] = Data(base64Encoded: text).map(Array.init)
        }
        for (name, rule) in fields["files_gen"] as? [String: [String: Any]] ?? [:] {
            let line = rule["line"] as? String ?? ""
            let lines = numbers(rule).map { line.replacingOccurrences(of: "%d", with: "\($0)") }
            let text = (rule["head"] as? String ?? "") + lines.joined() + (rule["tail"] as? String ?? "")
            files[name] = bytes(text)
        }
        return files
    }

    private static func numbers(_ rule: [String: Any]) -> Range<Int> {
        let from = rule["from"] as? Int ?? 0
        return from..<(from + (rule["count"] as? Int ?? 0))
    }

    /// The bytes of a text in the corpus.
    static func bytes(_ text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { scalar -> [UInt8] in
            (0xF780...0xF7FF).contains(scalar.value)
                ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(scalar).utf8)
        }
    }
}
