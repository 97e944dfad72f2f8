import AutomountResolver
import MountMaps
import RandomTestSupport
import Testing

/// The resolver reads a written map line back to the values it was made from.
@Suite struct WrittenLineTests {
    private static let pieces = [
        "a", "B", "7", ".", "-", "_", " ", "  ", "&", "$", "$HOME", "${x}", "\\", "\\\\", "\"", "\"\"", "#",
        ":",
        "'", ",", "(1)", "é", "日", "*", "+", "\t", "%", "@", "=", ";", "|", "~", "\u{7f}",
    ]

    private static func text(upTo count: Int, using random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...count, using: &random)).reduce(into: "") { text, _ in
            text += pieces.randomElement(using: &random) ?? ""
        }
    }

    private static func location(
        _ path: AutomountPath,
        using random: inout SeededGenerator
    ) -> AutomountMapLine.Location {
        Bool.random(using: &random) ? .server("server", path) : .local(path)
    }

    @Test(arguments: [1, 2, 3, 4]) func `resolves a written entry to the path and options it was made from`(
        seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        var written = 0
        for number in 0..<500 {
            let name = Self.text(upTo: 4, using: &random)
            let directory = "/" + Self.text(upTo: 8, using: &random)
            let options = (0..<Int.random(in: 0...2, using: &random)).map { _ in
                "o=" + Self.text(upTo: 3, using: &random)
            }
            let isForKey = Bool.random(using: &random)
            let key = isForKey ? AutomountMapLine.Key.name(name) : .wildcard
            let path = isForKey ? AutomountPath(directory) : .each(below: directory)
            let location = Self.location(path, using: &random)
            let line = AutomountMapLine(key: key, options: ["fstype=xfs"] + options, location: location)
            guard let text = try? line.text() else { continue }
            written += 1
            let looked = isForKey ? name : "plain"
            let map = String(decoding: text, as: UTF8.self)
            let resolution = FakeClient.resolve(
                "/home/" + looked,
                home: "before srv:/b\n\(map)after srv:/a\n"
            )
            let expected =
                isForKey ? directory : (directory.hasSuffix("/") ? directory : directory + "/") + "plain"
            let prefix = if case .server = location { "server:" } else { "" }
            let comment: Comment = "seed \(seed), line \(number): \(map.debugDescription)"
            #expect(resolution.mounts.map(\.source) == [prefix + expected], comment)
            #expect(resolution.mounts.map(\.options) == [options], comment)
        }
        #expect(written > 100)
    }

    @Test(arguments: [11, 12]) func `resolves a written NFS entry to its server and path`(seed: UInt64) throws
    {
        var random = SeededGenerator(seed: seed)
        var written = 0
        for number in 0..<500 {
            let directory = "/" + Self.text(upTo: 8, using: &random)
            let line = AutomountMapLine(
                key: .name("k"),
                location: .server("server", AutomountPath(directory))
            )
            guard let text = try? line.text() else { continue }
            written += 1
            let map = String(decoding: text, as: UTF8.self)
            let resolution = FakeClient.resolve("/home/k", home: map)
            let comment: Comment = "seed \(seed), line \(number): \(map.debugDescription)"
            #expect(resolution.mounts.map(\.source) == ["server:" + directory], comment)
            #expect(resolution.mounts.first?.locations.map(\.path) == [directory], comment)
        }
        #expect(written > 100)
    }
}
