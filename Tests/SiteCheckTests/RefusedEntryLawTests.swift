import AutomountResolver
import ConformanceTestSupport
import MountMaps
import SiteCheck
import SourceText
import Testing

/// One reader decides: what is refused for everybody when it is resolved is an error when it is checked.
@Suite struct `What resolve refuses, check names` {
    private typealias Entry = AutomountCase.RefusedEntry

    private static func site(_ observed: AutomountCase) -> ExampleSite {
        var site = ExampleSite("")
        site.put(Array("automount: files\n".utf8), at: "/etc/nsswitch.conf")
        site.put(Array("[ autofs ]\nmaster_map_name = /etc/auto.master\n".utf8), at: "/etc/autofs.conf")
        for (path, bytes) in observed.texts {
            site.put(bytes, at: path, mode: observed.fileModes[path].flatMap { UInt16($0, radix: 8) })
        }
        let defines = observed.variables.map { "-D \($0.key)=\($0.value)" }.joined(separator: " ")
        if !defines.isEmpty { site.put(Array("OPTIONS=\"\(defines)\"\n".utf8), at: "/etc/sysconfig/autofs") }
        return site
    }

    private static func found(in text: CheckedText, where isCounted: (Diagnostic) -> Bool) -> Set<Entry> {
        let lines = LineTable(text.file.bytes)
        let findings = text.findings(nfsUtils: "2.6.2", limit: 100_000).report.diagnostics
        return Set(
            findings.filter(isCounted).map {
                Entry(file: text.file.name, line: lines.position(of: $0.range.lowerBound).line)
            }
        )
    }

    @Test(arguments: [AutofsVersion.release518, .release519])
    func `at the same line`(version: AutofsVersion) throws {
        var count = 0
        for observed in try AutomountCase.all(of: version) {
            let refused = observed.refusedEntries(by: version)
            guard !refused.isEmpty else { continue }
            let texts = Site(reading: Self.site(observed)).checkedTexts(perFlavor: .perFlavor)
            let checked = Set(texts.map(\.file.name))
            let errors = texts.reduce(into: Set<Entry>()) {
                $0.formUnion(Self.found(in: $1) { $0.severity == .error })
            }
            let missed = refused.filter { checked.contains($0.file) && !errors.contains($0) }
            count += refused.count - missed.count
            #expect(
                missed.isEmpty,
                "\(observed.id): \(observed.texts.mapValues { String(decoding: $0, as: UTF8.self) })"
            )
        }
        #expect(count > 100)
    }

    @Test func `and check says so of a map alone`() throws {
        for observed in try AutomountCase.all() {
            let refused = observed.refusedEntries(by: .release518)
            guard !refused.isEmpty else { continue }
            for text in Site(reading: Self.site(observed)).checkedTexts(perFlavor: .perFlavor) {
                guard case .map = text.kind, !text.file.bytes.contains(UInt8(ascii: "$")) else { continue }
                let alone = CheckedText(text.kind, text.file)
                let errors = Self.found(in: alone) { $0.severity == .error }
                #expect(refused.filter { $0.file == text.file.name }.isSubset(of: errors), "\(observed.id)")
            }
        }
    }

    @Test func `and refuses what check calls refused`() throws {
        var count = 0
        for observed in try AutomountCase.all() {
            for text in Site(reading: Self.site(observed)).checkedTexts(perFlavor: .perFlavor) {
                guard case .map(let use, let inherited) = text.kind else { continue }
                let called = text.findings(nfsUtils: "2.6.2", limit: 100_000).report.diagnostics
                    .filter { $0.rule.code == "MAP046" }
                let map = AutomountMapDocument(text.file)
                for finding in called {
                    guard let entry = map.entries.first(where: { $0.range.overlaps(finding.range) }) else {
                        Issue.record("\(observed.id): no entry at \(finding.range)")
                        continue
                    }
                    let line = String(decoding: text.file.bytes[entry.range], as: UTF8.self)
                    // What a variable comes to depends on more than the entry, and an offset is refused by itself.
                    guard !line.contains("$"), !line.contains(" /"), !line.contains("\t/") else { continue }
                    count += 1
                    #expect(
                        Self.isRefused(
                            entry,
                            of: map,
                            use,
                            inherited,
                            settings: observed.texts["/etc/autofs.conf"]
                        ),
                        "\(observed.id): \(line)"
                    )
                }
            }
        }
        #expect(count > 20)
    }

    /// Whether a release refuses an entry in a map of its own when its key is opened.
    private static func isRefused(
        _ entry: AutomountMapEntry,
        of map: AutomountMapDocument,
        _ use: AutomountMapUse?,
        _ inherited: [String],
        settings: [UInt8]?
    ) -> Bool {
        var site = ExampleSite("")
        let mountPoint = use == .direct ? "/-" : "/home"
        let options = inherited.isEmpty ? "" : " -" + inherited.joined(separator: ",")
        site.put(Array("\(mountPoint) /etc/auto.one\(options)\n".utf8), at: "/etc/auto.master")
        // Automount reads the last line of a file differently if it has no line feed.
        let isLast = entry.range.upperBound == map.file.bytes.count
        site.put(
            Array(map.file.bytes[entry.range]) + (isLast ? [] : [UInt8(ascii: "\n")]),
            at: "/etc/auto.one"
        )
        if let settings { site.put(settings, at: "/etc/autofs.conf") }
        let name = map.name(of: entry) ?? []
        let key = name == [UInt8(ascii: "*")] ? Array("any_name".utf8) : name
        let path = use == .direct ? key : Array("/home/".utf8) + key
        return [AutofsVersion.release518, .release519].contains { version in
            var facts = ResolverFacts()
            facts.autofsVersion = version
            facts.user = ResolverFacts.User(name: "root", uid: 0, gid: 0, group: "root", home: "/root")
            var resolver = Resolver(source: site, facts: facts)
            let code = resolver.resolve(path).failure?.code
            return code == .badEntry || code == .badLocation
        }
    }
}
