import Accounts
import HomeSync
import MountMaps
import RandomTestSupport
import SourceText
import Testing

/// A machine without names and file systems.
private struct Nowhere: ExportsEnvironment {
    func host(named name: [UInt8]) -> ResolvedHost? { nil }
    func target(of path: [UInt8]) -> ExportTarget { .directory(path) }
}

/// Settings of all layouts with clients of all kinds, as a site could have them.
private struct RandomSite {
    let settings: SyncSettings
    let homes: [String]
    let accounts: [Account]

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let roots = ["/srv/home", "/srv/my homes", "/export/hôme#1", "/data/a\\040b", "/srv/1,2(3)"]
        let count = Int.random(in: 1...3, using: &random)
        let common = Self.options.randomElement(using: &random) ?? []
        // Members of a netgroup may match a subnet too, of which check warns where the options differ.
        let differs = Bool.random(using: &random)
        let grants = (0..<count).map { index in
            ExportsSettings.Grant(
                clients: Self.clients(of: index, netgroups: !differs, &random),
                options: differs ? Self.options.randomElement(using: &random) ?? [] : common
            )
        }
        var names: Set<String> = []
        while names.count < Int.random(in: 0...20, using: &random) {
            names.insert(Self.name(&random))
        }
        let homes = names.sorted()
        self.homes = homes
        accounts = homes.enumerated().map { account($1, uid: 1_000 + UInt32($0)) }
        settings = SyncSettings(
            homes: HomesSettings(root: roots.randomElement(using: &random) ?? ""),
            exports: ExportsSettings(
                grants: grants,
                layout: ExportsSettings.Layout.allCases.randomElement(using: &random) ?? .root,
                fsid: ExportsSettings.FileSystemID.allCases.randomElement(using: &random) ?? .none
            ),
            automount: AutomountSettings(
                server: ["nfs", "nfs.example.org", "192.0.2.1", "[2001:db8::1]"].randomElement(using: &random)
                    ?? "",
                options: [
                    ["nosuid", "nodev"], ["nfsvers=4.2", "hard", "nosuid", "nodev"],
                    ["nodev", "nosuid", "timeo=600"],
                ].randomElement(
                    using: &random
                )
                    ?? [],
                layout: AutomountSettings.Layout.allCases.randomElement(using: &random) ?? .wildcard
            )
        )
    }

    private static let options = [
        ["rw", "sync", "no_subtree_check"], ["ro", "no_subtree_check"],
        ["no_subtree_check", "sec=krb5p", "rw"],
        ["no_subtree_check", "sec=krb5:krb5i:krb5p", "rw", "sec=sys", "ro"],
        ["rw", "all_squash", "anonuid=150", "anongid=150", "no_subtree_check"],
    ]

    /// Clients that no other grant has, so that none hides another.
    private static func clients(of grant: Int, netgroups: Bool, _ random: inout SeededGenerator) -> [String] {
        let all = [
            "ws\(grant)", "192.0.2.\(grant)", "2001:db8::\(grant)", "10.\(grant).0.0/16",
            "172.16.\(grant).0/255.255.255.0",
            "fd00:\(grant)::/32", "*.lab\(grant).example.org", "pc\(grant)?.example.org", "@staff\(grant)",
        ]
        let chosen = all.filter { client in
            Bool.random(using: &random) && (netgroups || !client.hasPrefix("@"))
        }
        return chosen.isEmpty ? [all[0]] : chosen
    }

    private static func name(_ random: inout SeededGenerator) -> String {
        let letters = Array("abcxyzABC019_.-@")
        let tail = (0..<Int.random(in: 0...12, using: &random)).map { _ in
            letters.randomElement(using: &random) ?? "a"
        }
        return "u" + String(tail)
    }

    var generator: FileGenerator { FileGenerator(settings: settings, homes: homes) }

    func source(_ file: ManagedFile) throws -> SourceFile {
        let absent = SourceFile(name: file.path(in: settings), bytes: [])
        return SourceFile(name: absent.name, bytes: try generator.text(of: file, over: absent))
    }
}

@Suite struct GenerationLawTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `exports have no finding above a note, and say what was asked`(seed: UInt64) throws {
        let site = RandomSite(seed: seed)
        let exports = ExportsDocument(try site.source(.exports))
        #expect(exports.diagnostics().filter { $0.severity > .note }.map(\.message) == [])
        let lines = try site.generator.exportLines()
        #expect(exports.entries.map(exports.exportLine) == lines)
        let table = ExportsTable([exports], in: Nowhere())
        let asked = lines.flatMap { line in line.grants.map { grant in "\(line.path) \(grant.client)" } }
        let hosts = site.settings.exports.grants.flatMap(\.clients).filter { $0.hasPrefix("ws") }
        let served = table.exports.map { "\($0.path) \(String(decoding: $0.client, as: UTF8.self))" }
        // Nowhere has no names, so hosts that need one are left out, as exportfs leaves them out.
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
    func `maps have no finding above a note, and are read back equal`(seed: UInt64) throws {
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
    func `what was generated once is generated over itself the same`(seed: UInt64) throws {
        let site = RandomSite(seed: seed)
        for file in ManagedFile.allCases {
            let once = try site.source(file)
            #expect(try site.generator.text(of: file, over: once) == once.bytes)
            #expect(
                site.generator.homes(listedIn: file, once)
                    == (file.listsHomes(by: site.settings) ? Set(site.homes) : [])
            )
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `LDIF is read back equal, and its values are those of the map`(seed: UInt64) throws {
        let site = RandomSite(seed: seed)
        for schema in MapSchema.allCases {
            let entries: [LDIFEntry]
            do {
                entries = try site.generator.directoryEntries(schema, below: "ou=maps,dc=example,dc=org")
            } catch {
                #expect(error.code == .badSettings)
                continue
            }
            #expect(try LDIFReader().entries(in: Array(LDIFWriter.text(of: entries).utf8)) == entries)
            let map = AutomountMapDocument(try site.source(.autoHome))
            let value = schema == .rfc2307 ? "nisMapEntry" : "automountInformation"
            let values = entries.flatMap { $0.values(of: value) }
            #expect(values.dropFirst().elementsEqual(map.entries.map { Array(map.value(of: $0)) }))
            #expect(Set(entries.map(\.dn)).count == entries.count)
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `Ganesha's exports are read back with the paths and clients that were asked`(seed: UInt64) throws {
        let site = RandomSite(seed: seed)
        let differs = site.settings.exports.grants.contains { $0.options.contains("sec=sys") }
        do {
            let text = try FileGenerator.ganeshaExports(site.settings, for: site.accounts)
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
    func `settings of a site are not objected to`(seed: UInt64) {
        #expect(SettingsReview(RandomSite(seed: seed).settings).objections == [])
    }
}
