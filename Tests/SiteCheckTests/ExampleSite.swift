import AutomountResolver
import HostFiles
import MountMaps
import SiteCheck
import SourceText

/// A site parsed from the examples of rules: each file follows a line with its path.
///
/// `# /etc/auto.home mode 0755` starts a file and sets its mode; `# expected domain b.com` sets the domain that the
/// configuration expects. The directories are the parents of the files, and those that a test adds.
struct ExampleSite: SiteSource {
    var kind = SiteKind.files
    var knowsNames = true
    var perFlavor = ExportFlags.perFlavor
    var host = SiteHost()
    var expectations = SiteExpectations()
    private(set) var files: [String: [UInt8]] = [:]
    private(set) var modes: [String: UInt16] = [:]
    var directories: Set<String> = []

    init(_ text: String) {
        var path: String?
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        if lines.last == "" { lines.removeLast() }
        for line in lines {
            let words = line.split(separator: " ")
            if line.hasPrefix("# /") {
                path = String(words[1])
                files[String(words[1])] = []
                if words.count == 4 { modes[String(words[1])] = UInt16(words[3], radix: 8) }
            } else if line.hasPrefix("# expected domain ") {
                expectations.idmapDomain = String(words[3])
            } else if let path {
                files[path, default: []] += Array(line.utf8) + [UInt8(ascii: "\n")]
            }
        }
        if let name = files["/etc/hostname"] {
            host.name = String(decoding: name.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        }
        for file in files.keys {
            var path = file[...]
            while let slash = path.lastIndex(of: "/"), slash > path.startIndex {
                path = path[..<slash]
                directories.insert(String(path))
            }
        }
    }

    mutating func put(_ bytes: [UInt8], at path: String, mode: UInt16? = nil) {
        files[path] = bytes
        modes[path] = mode
    }

    /// The codes of all findings, except those about missing directories, which examples do not contain.
    func codes() -> [String] {
        Site(reading: self, expectations: expectations).reports().flatMap(\.diagnostics).map(\.rule.code)
            .filter { !["EXP017"].contains($0) }
    }

    var exportsTables: [SourceFile] {
        let directory = "/etc/exports.d"
        let names = (names(inDirectory: directory) ?? []).map { Array($0.utf8) }
            .filter { ExportsDirectory.reads($0) }.sorted(by: ExportsDirectory.precedes)
        let paths = ["/etc/exports"] + names.map { "\(directory)/" + String(decoding: $0, as: UTF8.self) }
        return paths.compactMap { path in files[path].map { SourceFile(name: path, bytes: $0) } }
    }

    func file(at path: String) -> MapFile {
        if let bytes = files[path] { return .file(bytes, isExecutable: mode(of: path) & 0o100 != 0) }
        return directories.contains(path) ? .directory : .missing
    }

    func names(inDirectory path: String) -> [String]? {
        let names = files.keys.filter { $0.hasPrefix(path + "/") }.map {
            String($0.dropFirst(path.count + 1))
        }
        return names.isEmpty ? nil : Array(Set(names.map { String($0.prefix { $0 != "/" }) }))
    }

    func status(of path: String) -> SiteFileStatus? {
        if files[path] != nil { return SiteFileStatus(kind: .file, mode: mode(of: path)) }
        return directories.contains(path) ? SiteFileStatus(kind: .directory, mode: modes[path] ?? 0o755) : nil
    }

    func target(of path: [UInt8]) -> ExportTarget {
        directories.contains(String(decoding: path, as: UTF8.self)) ? .directory(path) : .missing
    }

    func host(named name: [UInt8]) -> ResolvedHost? {
        if let hosts = files["/etc/hosts"] { return HostsTable(hosts).host(named: name) }
        let number = name.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1) }
        return ResolvedHost(name: name, addresses: [.v6(1, number, zone: [])])
    }

    func hasMembers(netgroup: [UInt8]) -> Bool? {
        guard let table = files["/etc/netgroup"] else { return nil }
        return table.split(separator: UInt8(ascii: "\n")).contains {
            $0.starts(with: netgroup + Array(" ".utf8))
        }
    }

    private func mode(of path: String) -> UInt16 { modes[path] ?? 0o644 }
}
