import AutomountResolver
import ConformanceTestSupport
import Foundation
import HostFiles
import MountMaps
import SourceText

/// The fuzzed parsers, each with the laws that must hold for any input.
enum ParserTarget: String, CaseIterable, Sendable {
    case exports
    case master
    case map
    case resolver
    case address
    case formatting
    case netgroups
    case ldif
    case accounts
    case sync

    func check(_ bytes: [UInt8]) {
        switch self {
        case .exports: Self.checkExports(bytes)
        case .master: Self.checkMaster(bytes)
        case .map: Self.checkMap(bytes)
        case .resolver: Self.checkResolver(bytes)
        case .address: Self.checkAddress(bytes)
        case .formatting: TextTargets.checkFormatting(bytes)
        case .netgroups: TextTargets.checkNetgroups(bytes)
        case .ldif: TextTargets.checkLDIF(bytes)
        case .accounts: AccountTarget.check(bytes)
        case .sync: SyncTarget.check(bytes)
        }
    }

    /// The initial inputs of the fuzzer: the files of the corpora.
    func seeds() throws -> [[UInt8]] {
        switch self {
        case .exports: return ExportsCorpus.cases.flatMap(\.tables).map(\.bytes).filter { $0.count < 4_000 }
        case .master: return try Self.texts { $0.contains("master") }
        case .map: return try Self.texts { !$0.contains("master") }
        case .netgroups, .ldif: return [TextTargets.seed(of: self)]
        case .accounts: return AccountTarget.seeds
        case .sync: return SyncTarget.seeds
        case .formatting: return try Self.texts { _ in true } + ParserTarget.exports.seeds()
        case .resolver: return try Self.texts { _ in true }
        case .address:
            return ["192.0.2.1/24", "2001:db8::1/64", "::ffff:1.2.3.4", "fe80::1%lo"].map { Array($0.utf8) }
        }
    }

    private static func texts(_ isWanted: (String) -> Bool) throws -> [[UInt8]] {
        try AutomountCase.all().flatMap(\.texts).filter { isWanted($0.key) && $0.value.count < 4_000 }.map(
            \.value
        )
    }

    private static func checkExports(_ bytes: [UInt8]) {
        let file = SourceFile(name: "exports", bytes: bytes)
        let document = ExportsDocument(file)
        require(document.printed() == bytes, "what is read is printed byte for byte")
        var end = 0
        for entry in document.entries + document.lostEntries {
            for word in [entry.path] + entry.items.map(\.word) {
                require(word.range.lowerBound >= end, "words follow each other")
                end = word.range.upperBound
            }
        }
        require(end <= bytes.count, "words lie inside the file")
        Law.check(file) { ExportsDocument($0).diagnostics() }
        let table = ExportsTable([document], in: NamelessMachine())
        for export in table.exports { require(!export.etabLine().isEmpty, "an export has a line") }
        checkOwned(document)
    }

    private static func checkOwned(_ document: ExportsDocument) {
        guard
            let line = try? ExportLine(
                path: Array("/srv/owned by autohome".utf8),
                grants: [.init(client: "h1.example.org", options: ["rw", "no_subtree_check"])]
            ),
            let filled = try? document.settingOwned([line])
        else { return }
        let again = ExportsDocument(filled)
        guard let owned = try? again.ownedEntries() else { broken("owned entries are found again") }
        require(owned.map(again.exportLine) == [line], "owned entries read back as they were written")
        require((try? again.settingOwned([line])) == filled, "writing owned entries again changes nothing")
    }

    private static func checkMaster(_ bytes: [UInt8]) {
        let file = SourceFile(name: "auto.master", bytes: bytes)
        let document = MasterMapDocument(file)
        require(document.file.bytes == bytes, "what is read is printed byte for byte")
        for entry in document.entries {
            require(entry.range.upperBound <= bytes.count, "entries lie inside the file")
        }
        Law.check(file) { MasterMapDocument($0).diagnostics() }
        let line = MasterMapLine(mountPoint: "/owned/by", map: "/etc/auto.owned", options: ["--timeout=60"])
        guard let filled = try? document.settingOwned([line]) else { return }
        let again = MasterMapDocument(filled)
        require((try? again.settingOwned([line])) == filled, "writing owned lines again changes nothing")
        let isThere = again.entries.contains { $0.mountPoint == Array("/owned/by".utf8) }
        require(isThere, "owned lines are read back")
    }

    private static func checkMap(_ bytes: [UInt8]) {
        let file = SourceFile(name: "auto.home", bytes: bytes)
        let document = AutomountMapDocument(file)
        require(document.file.bytes == bytes, "what is read is printed byte for byte")
        var end = 0
        for entry in document.entries {
            require(entry.range.lowerBound >= end, "entries follow each other")
            end = entry.range.upperBound
            guard let name = document.name(of: entry) else { continue }
            let found = document.position(ofName: name).flatMap { document.name(of: document.entries[$0]) }
            require(found == name, "a key is found by its name")
        }
        require(end <= bytes.count, "entries lie inside the file")
        for use in [AutomountMapUse.indirect, .direct] {
            Law.check(file) { AutomountMapDocument($0).diagnostics(use: use) }
        }
        let location = AutomountMapLine.Location.server("fs.example.org", AutomountPath("/srv/a b"))
        let line = AutomountMapLine(key: .name("owned key"), options: ["ro"], location: location)
        guard let filled = try? document.settingOwned([line]) else { return }
        let again = AutomountMapDocument(filled)
        require((try? again.settingOwned([line])) == filled, "writing owned lines again changes nothing")
        require(again.position(ofName: Array("owned key".utf8)) != nil, "owned lines are read back")
    }

    /// Splits the input at NUL bytes into the master map and two maps.
    private static func checkResolver(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false).map(Array.init)
        let isWhole = parts.count == 1
        let files = MapFiles(
            files: [
                "/etc/auto.master": isWhole ? Array("/home /etc/auto.home\n/- auto.home\n".utf8) : parts[0],
                "/etc/auto.home": parts[isWhole ? 0 : 1],
                "/etc/auto.inc": parts.count > 2 ? parts[2] : [],
            ]
        )
        var resolver = Resolver(source: files)
        for mount in resolver.startingMounts() {
            require(mount.mountPoint.hasPrefix("/"), "automount mounts on absolute paths")
        }
        for path in ["/home/alice", "/home/alice/s/t", "/data/x", "/home/*"] {
            for mount in resolver.resolve(path).mounts {
                require(mount.mountPoint.hasPrefix("/"), "mounts go to absolute paths")
            }
        }
    }

    private static func checkAddress(_ bytes: [UInt8]) {
        let strict = NetworkAddress(strict: bytes[...])
        if let strict, !bytes.contains(UInt8(ascii: "%")) {
            require(NetworkAddress(lenient: bytes[...]) == strict, "a strict address is a lenient one")
        }
        _ = try? ExportSubnet(bytes[...])
        _ = ExportClientKind(of: bytes[...])
    }
}

private struct NamelessMachine: ExportsEnvironment {
    func target(of path: [UInt8]) -> ExportTarget { .directory(path) }
    func host(named name: [UInt8]) -> ResolvedHost? { nil }
}

private struct MapFiles: MapSource {
    let files: [String: [UInt8]]

    func file(at path: String) -> MapFile {
        files[path].map { .file($0, isExecutable: false) } ?? .missing
    }
}
