import MountMaps
import SourceText
import Testing

/// How lines of the master map become mount points; each row was observed with automount 5.1.8.
@Suite struct MasterMapReadingTests {
    private static func describe(_ target: MasterMapTarget) -> String {
        switch target {
        case .null: return "null"
        case .hosts(let options): return "hosts \(text(options))"
        case .maps(let sources):
            return sources.map { source in
                let type = source.map.type.map { $0 + ":" } ?? ""
                return type + String(decoding: source.map.name, as: UTF8.self) + " " + text(source.options)
            }.joined(separator: " -- ")
        }
    }

    private static func text(_ options: MasterMapOptions) -> String {
        let words = options.mountOptions.map { String(decoding: $0, as: UTF8.self) }
        let defines = options.defines.map {
            "D" + String(decoding: $0.name + [0x3d] + $0.value, as: UTF8.self)
        }
        let timeout = options.timeout.map { ["t\($0)"] } ?? []
        return (timeout + defines + words).joined(separator: ",")
    }

    @Test(arguments: [
        ("/home /etc/auto.home -ro,soft\n", "/home: /etc/auto.home ro,soft"),
        ("/home/ auto.home rw  soft , intr\n", "/home: auto.home rw,soft,intr"),
        ("/home /etc/auto.home --timeout=60 --ghost -ro\n", "/home: /etc/auto.home t60,ro"),
        ("/home /etc/auto.home -t 60 --timeout = 90\n", "/home: /etc/auto.home t90"),
        ("/home /etc/auto.home --timeout=60s\n", "/home: /etc/auto.home t60,s"),
        ("/home /etc/auto.home --timeot=60\n", "/home: /etc/auto.home timeot=60"),
        ("/home /etc/auto.home -ro # my homes\n", "/home: /etc/auto.home ro,my,homes"),
        ("/home /etc/auto.home -size=10% u=a@b\n", "/home: /etc/auto.home size=10,u=a,b"),
        ("/home /etc/auto.home -DA=x nobind -private\n", "/home: /etc/auto.home DA=x"),
        ("/home file:/etc/auto.home\n", "/home: file:/etc/auto.home "),
        ("/home file,sun: /etc/auto.home\n", "/home: file:/etc/auto.home "),
        ("/home program /etc/auto.net\n", "/home: program:/etc/auto.net "),
        ("/home /etc/auto\\ home\n", "/home: /etc/auto home "),
        ("/a\\ b auto.x\n", "/a b: auto.x "),
        ("/net -hosts -intr\n", "/net: hosts intr"),
        ("/home -null\n", "/home: null"),
        ("/net auto.x-hosts\n", "/net: hosts "),
        ("/net x-hostsintr\n", "/net: hosts intr"),
        ("/net a\\-hosts\n", "/net: a-hosts "),
        ("/home server//auto.home -ro\n", "/home: ldap:auto.home ro"),
        ("/home auto.home -a=bc=d\n", "/home: auto.home a=bc=d"),
        ("/home multi:auto.a -- \n", "/home: auto.a  --  "),
        ("/home multi:auto.a -ro -- file:auto.b -soft\n", "/home: auto.a ro -- file:auto.b soft"),
        ("/home /etc/auto.home\r\n", "/home: /etc/auto.home\r "),
        ("/home ldap:ou=auto.home,dc=x\n", "/home: ldap:ou=auto.home,dc=x "),
    ]) func `reads a master map line as automount does`(text: String, expected: String) throws {
        let document = MasterMapDocument(SourceFile(name: "auto.master", text: text))
        let entry = try #require(document.entries.first)
        let mountPoint = String(decoding: entry.mountPoint, as: UTF8.self)
        #expect(mountPoint + ": " + Self.describe(entry.target) == expected)
        #expect(document.syntaxErrors.isEmpty)
    }

    @Test(arguments: [
        ("home auto.home\n", MasterMapSyntaxError.Reason.mountPointNotAbsolute),
        ("/home files:auto.home\n", .unknownMapType),
        ("/home -xfn\n", .unsupportedMap),
        ("/home auto.home -rw,,ro\n", .misplacedComma),
        ("/home auto.home ,rw\n", .misplacedComma),
        ("/home auto.home rw,\n", .trailingComma),
        ("/home auto.home -rw=\n", .malformedOption),
        ("/home auto.home =rw\n", .malformedOption),
        ("/home auto.home -credentials=/x\n", .malformedOption),
        ("/home auto.home -a=b=c\n", .malformedOption),
        ("/home auto.home -ro -- auto.b\n", .separatorWithoutMulti),
        ("/home file:x-hosts\n", .misplacedBuiltIn),
        ("/home multi:-hosts\n", .misplacedBuiltIn),
        ("/home server//a/b\n", .malformedLDAPName),
        ("/home //x=0\n", .malformedLDAPName),
        ("/home /etc/auto.l=5 -ro\n", .malformedLDAPName),
        ("/home //ou=\n", .incompleteLDAPName),
        ("/home //dc=example\n", .incompleteLDAPName),
        ("/home file:/etc//auto.home\n", .incompleteLDAPName),
    ]) func `reports a faulty master map line, and whether it ends the reading`(
        text: String,
        reason: MasterMapSyntaxError.Reason
    ) {
        let document = MasterMapDocument(SourceFile(name: "auto.master", text: text + "/ok auto.ok\n"))
        let isRead: Set<MasterMapSyntaxError.Reason> = [
            .mountPointNotAbsolute, .unsupportedMap, .trailingComma, .incompleteLDAPName,
        ]
        let others = document.entries.map { String(decoding: $0.mountPoint, as: UTF8.self) }
        #expect(others == (isRead.contains(reason) ? ["/ok"] : []))
        #expect(document.lostLines.count == (isRead.contains(reason) ? 0 : 1))
        #expect(document.endsReading != isRead.contains(reason))
        #expect(document.syntaxErrors.map(\.reason) == [reason])
    }

    @Test func `keeps the order of includes and entries of a master map`() {
        let text = "+dir:/etc/auto.master.d\n/home auto.home\n+auto.master\n"
        let document = MasterMapDocument(SourceFile(name: "auto.master", text: text))
        let kinds = document.lines.map { line in
            if case .include(let include) = line {
                String(decoding: include.name, as: UTF8.self)
            } else {
                "entry"
            }
        }
        #expect(kinds == ["dir:/etc/auto.master.d", "entry", "auto.master"])
    }
}
