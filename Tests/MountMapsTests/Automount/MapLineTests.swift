import MountMaps
import SourceText
import Testing

/// Lines that are written into maps and master maps.
@Suite struct MapLineTests {
    private static func text(_ line: AutomountMapLine) throws -> String {
        String(decoding: try line.text(), as: UTF8.self)
    }

    @Test func `writes the wildcard of homes without quotes`() throws {
        let line = AutomountMapLine(
            key: .wildcard,
            options: ["fstype=nfs4", "rw", "nosuid"],
            location: .server("server", .each(below: "/srv/home"))
        )
        #expect(try Self.text(line) == "* -fstype=nfs4,rw,nosuid server:/srv/home/&\n")
    }

    @Test(arguments: [
        ("/srv/my home", #"server:"/srv/my home""#),
        ("/srv/a&b", #"server:"/srv/a&b""#),
        ("/srv/$x\\y", #"server:"/srv/$x\y""#),
        ("/srv/a\"b", #"server:/srv/a\\""\"b"#),
        ("/srv/a:b", #"server:"/srv/a:b""#),
        ("/srv/#a", #"server:"/srv/#a""#),
    ]) func `quotes special characters in a path`(path: String, expected: String) throws {
        let line = AutomountMapLine(key: .name("k"), location: .server("server", AutomountPath(path)))
        #expect(try Self.text(line) == "k " + expected + "\n")
    }

    @Test(arguments: [
        ("a b", "\"a b\""), ("é", "\"é\""), ("#a", "\"#a\""), ("+a", "\"+a\""), ("a\\b", "\"a\\b\""),
        ("x*", "\"x*\""),
    ]) func `quotes keys where necessary, and reads them back`(name: String, written: String) throws {
        let line = AutomountMapLine(key: .name(name), location: .server("s", AutomountPath("/x")))
        let text = try line.text()
        #expect(String(decoding: text, as: UTF8.self) == written + " s:/x\n")
        let document = AutomountMapDocument(SourceFile(name: "m", bytes: text))
        #expect(document.position(ofName: Array(name.utf8)) == 0)
        #expect(document.entries.map { document.name(of: $0) } == [Array(name.utf8)])
    }

    static let refused: [(AutomountMapLine, MapLineError.Code)] = [
        (AutomountMapLine(key: .name(""), location: .server("s", AutomountPath("/x"))), .key),
        (AutomountMapLine(key: .name("*"), location: .server("s", AutomountPath("/x"))), .key),
        (AutomountMapLine(key: .name(".."), location: .server("s", AutomountPath("/x"))), .key),
        (AutomountMapLine(key: .name("a/b"), location: .server("s", AutomountPath("/x"))), .key),
        (AutomountMapLine(key: .name("a\nb"), location: .server("s", AutomountPath("/x"))), .key),
        (AutomountMapLine(key: .name("a\"b"), location: .server("s", AutomountPath("/x"))), .key),
        (
            AutomountMapLine(
                key: .name(String(repeating: "k", count: 256)),
                location: .server("s", AutomountPath("/x"))
            ), .key
        ),
        (
            AutomountMapLine(
                key: .name(String(repeating: "é", count: 127)),
                location: .server("s", AutomountPath("/x"))
            ), .key
        ),
        (AutomountMapLine(key: .name("k"), location: .server("s", AutomountPath("x"))), .location),
        (AutomountMapLine(key: .name("k"), location: .server("s", AutomountPath("/x\ny"))), .location),
        (AutomountMapLine(key: .name("k"), location: .server("s", AutomountPath("/a:/c"))), .location),
        (AutomountMapLine(key: .name("k"), location: .server("s,t", AutomountPath("/x"))), .location),
        (AutomountMapLine(key: .name("k"), location: .server("-s", AutomountPath("/x"))), .location),
        (
            AutomountMapLine(
                key: .name("k"),
                location: .server("s", AutomountPath("/" + String(repeating: "d", count: 16_400)))
            ), .location
        ),
        // Swift joins the slash and the combining mark to one character, but automount reads bytes.
        (
            AutomountMapLine(key: .name("k"), location: .server("s", AutomountPath("/a:/\u{301}b"))),
            .location
        ),
        (AutomountMapLine(key: .name("/k//\u{301}x"), location: .server("s", AutomountPath("/x"))), .key),
        (
            AutomountMapLine(key: .name("k"), options: ["a,b"], location: .server("s", AutomountPath("/x"))),
            .option
        ),
    ]

    @Test(arguments: refused) func `refuses a map line that automount would misread`(
        line: AutomountMapLine,
        code: MapLineError.Code
    ) {
        let error = #expect(throws: MapLineError.self) { try line.text() }
        #expect(error?.code == code)
    }

    @Test(arguments: [
        (
            MasterMapLine(mountPoint: "/home", map: "/etc/auto.home", options: ["--timeout=300", "nosuid"]),
            "/home /etc/auto.home --timeout=300 nosuid\n"
        ),
        (MasterMapLine(mountPoint: "/my homes", map: "auto home"), "/my\\ homes auto\\ home\n"),
        (MasterMapLine(mountPoint: "/net", map: "-hosts"), "/net -hosts\n"),
        (MasterMapLine(mountPoint: "/-", map: "auto.direct"), "/- auto.direct\n"),
        (MasterMapLine(mountPoint: "/a", map: "-odd:name"), "/a \\-odd\\:name\n"),
    ]) func `writes lines of a master map with the necessary escapes`(line: MasterMapLine, expected: String)
        throws
    {
        #expect(String(decoding: try line.text(), as: UTF8.self) == expected)
    }

    @Test(arguments: [
        (MasterMapLine(mountPoint: "home", map: "m"), MapLineError.Code.key),
        (MasterMapLine(mountPoint: "/", map: "m"), .key),
        (MasterMapLine(mountPoint: "/home/", map: "m"), .key),
        (MasterMapLine(mountPoint: "/a  b", map: "m"), .key),
        (MasterMapLine(mountPoint: "/a\nb", map: "m"), .key),
        (MasterMapLine(mountPoint: "/a", map: ""), .map),
        (MasterMapLine(mountPoint: "/a", map: "/etc//m"), .map),
        (MasterMapLine(mountPoint: "/a", map: "m", options: ["credentials=/x"]), .option),
        (MasterMapLine(mountPoint: "/a", map: "m", options: ["a b"]), .option),
        (MasterMapLine(mountPoint: "/a", map: "m", options: ["# x"]), .option),
    ]) func `refuses a master map line that automount would misread`(
        line: MasterMapLine,
        code: MapLineError.Code
    ) {
        let error = #expect(throws: MapLineError.self) { try line.text() }
        #expect(error?.code == code)
    }
}
