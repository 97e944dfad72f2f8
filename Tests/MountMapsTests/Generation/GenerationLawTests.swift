import HostFiles
import MountMaps
import RandomTestSupport
import SourceText
import Testing

/// A machine without host names, on which every path is a directory.
private struct Nowhere: ExportsEnvironment {
    func host(named name: [UInt8]) -> ResolvedHost? { nil }
    func target(of path: [UInt8]) -> ExportTarget { .directory(path) }
}

@Suite struct GenerationLawTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `generates exports without warnings that export what is configured`(seed: UInt64) throws {
        let site = RandomSite(seed: seed)
        let exports = ExportsDocument(try site.source(.exports))
        #expect(exports.diagnostics().filter { $0.severity > .note }.map(\.message) == [])
        let lines = try site.generator.exportLines()
        #expect(exports.entries.map(exports.exportLine) == lines)
        let table = ExportsTable([exports], in: Nowhere())
        let asked = lines.flatMap { line in line.grants.map { grant in "\(line.path) \(grant.client)" } }
        let hosts = site.settings.exports.grants.flatMap(\.clients).filter { $0.hasPrefix("ws") }
        let served = table.exports.map { "\($0.path) \(String(decoding: $0.client, as: UTF8.self))" }
        // No name resolves here, so hosts given by name are left out, as exportfs does.
        #expect(served == asked.filter { text in !hosts.contains { text.hasSuffix(" \($0)") } })
        #expect(table.complaints.allSatisfy { $0.kind == .unresolvedHost })
        let uuids = table.exports.map { [String(decoding: $0.path, as: UTF8.self): $0.options.uuid] }
        let isStable = site.settings.exports.fsid == .stable
        #expect(uuids.allSatisfy { $0.values.allSatisfy { ($0 != nil) == isStable } })
        #expect(
            !isStable || Set(table.exports.map(\.path)).count == Set(table.exports.map(\.options.uuid)).count
        )
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `generates maps without warnings that read back equal`(seed: UInt64) throws {
        let site = RandomSite(seed: seed)
        let map = AutomountMapDocument(try site.source(.autoHome))
        #expect(map.diagnostics(use: .indirect).filter { $0.severity > .note }.map(\.message) == [])
        #expect(map.droppedLines.isEmpty)
        let isExplicit = site.settings.automount.layout == .explicit
        let names = map.entries.map { String(decoding: map.key(of: $0), as: UTF8.self) }
        #expect(names == (isExplicit ? site.homes : ["*"]))
        let master = MasterMapDocument(try site.source(.autoMaster))
        #expect(master.diagnostics().filter { $0.severity > .note }.map(\.message) == [])
        #expect(master.entries.map(\.mountPoint) == [Array("/home".utf8)])
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `leaves generated files unchanged when generating again`(seed: UInt64) throws {
        let site = RandomSite(seed: seed)
        for file in ManagedFile.allCases {
            let once = try site.source(file)
            #expect(try site.generator.text(of: file, over: once) == once.bytes)
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `generates Ganesha exports with the configured paths and clients`(seed: UInt64) throws {
        let site = RandomSite(seed: seed)
        let differs = site.settings.exports.grants.contains { $0.options.contains("sec=sys") }
        do {
            let homes = site.homes.enumerated().map { (name: $1, uidNumber: 1_000 + UInt32($0)) }
            let text = try FileGenerator.ganeshaExports(site.settings, for: homes)
            let exports = try GaneshaExport.exports(in: text)
            #expect(exports.map { Array($0.path.utf8) } == (try site.generator.exportLines()).map(\.path))
            #expect(Set(exports.map(\.id)).count == exports.count)
            let clients = site.settings.exports.grants.flatMap(\.clients).map {
                $0.replacing("/255.255.255.0", with: "/24")
            }
            #expect(exports.allSatisfy { $0.grants.flatMap(\.clients).sorted() == clients.sorted() })
            #expect(exports.isEmpty || !differs)
        } catch {
            #expect(differs, "\(error)")
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `finds no objections to the settings of random sites`(seed: UInt64) {
        #expect(SettingsReview(RandomSite(seed: seed).settings).objections == [])
    }
}
