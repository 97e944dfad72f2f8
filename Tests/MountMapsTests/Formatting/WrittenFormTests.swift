import ConformanceTestSupport
import MountMaps
import SourceText
import Testing

/// Generated files are already formatted, so that `fmt` and `sync` never undo each other's work.
@Suite struct WrittenFormTests {
    private static let names = [
        "alice", "o'hara", "with blank", "é", "a#b", "x:y", "$HOME", "a\\b", "&", "(x)", "-x",
    ]

    @Test(arguments: UInt64(0)..<20)
    func `generates exports that are already formatted`(seed: UInt64) throws {
        var random = ExportsGenerator(seed: seed)
        for _ in 0..<20 {
            let text = try ExportsSamples.line(&random).text + "\n"
            #expect(FormattedKind.exports.formatted(text) == text)
        }
    }

    @Test(arguments: names, [[], ["-ro"], ["rw", "sec=krb5p"], ["fstype=nfs4", "user=a b"]])
    func `generates map entries that are already formatted`(name: String, options: [String]) throws {
        for location in [
            AutomountMapLine.Location.server("nfs.example.org", AutomountPath("/srv/\(name)")),
            .server("[2001:db8::1]", .each(below: "/srv/home")), .local(AutomountPath("//\(name)/share")),
        ] {
            for key in [AutomountMapLine.Key.name(name), .wildcard] {
                let line = AutomountMapLine(key: key, options: options, location: location)
                guard let text = try? line.text() else { continue }
                #expect(FormattedKind.map.formatted(text) == text, "\(String(decoding: text, as: UTF8.self))")
            }
        }
    }

    @Test(arguments: ["/home", "/my homes", "/-"], ["/etc/auto.home", "auto home", "-hosts", "-odd"])
    func `generates master map lines that are already formatted`(mountPoint: String, map: String) throws {
        for options in [[], ["--timeout=300", "nosuid"]] {
            let text = try MasterMapLine(mountPoint: mountPoint, map: map, options: options).text()
            #expect(
                FormattedKind.masterMap.formatted(text) == text,
                "\(String(decoding: text, as: UTF8.self))"
            )
        }
    }
}
