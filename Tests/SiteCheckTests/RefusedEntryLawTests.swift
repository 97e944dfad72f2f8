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
            let refused = observed.refusedEntries(by: .release518)
                .union(observed.refusedEntries(by: .release519))
            for text in Site(reading: Self.site(observed)).checkedTexts(perFlavor: .perFlavor) {
                let called = Self.found(in: text) { $0.rule.code == "MAP046" }
                count += called.count
                #expect(
                    called.isSubset(of: refused),
                    """
                    \(observed.id) \(text.file.name) \(called.subtracting(refused)): \
                    \(String(decoding: text.file.bytes, as: UTF8.self))
                    """
                )
            }
        }
        #expect(count > 50)
    }
}
