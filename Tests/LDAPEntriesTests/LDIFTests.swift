import LDAPEntries
import RandomTestSupport
import Testing

@Suite struct LDIFTests {
    private func entries(_ text: String) throws(LDIFError) -> [LDIFEntry] {
        try LDIFReader().entries(in: Array(text.utf8))
    }

    @Test func `writes LDIF entries in the form of RFC 2849`() {
        let entry = LDIFEntry(
            dn: "cn=Barbara Jensen,dc=airius,dc=com",
            attributes: [
                .init("objectClass", "person"), .init("cn", "Barbara Jensen"), .init("empty", ""),
                .init("description", " a blank"), .init("sn", "Jürgens"), .init("uid", ":x"),
            ]
        )
        let expected = """
            version: 1

            dn: cn=Barbara Jensen,dc=airius,dc=com
            objectClass: person
            cn: Barbara Jensen
            empty:\u{20}
            description:: IGEgYmxhbms=
            sn:: SsO8cmdlbnM=
            uid:: Ong=

            """
        #expect(LDIFWriter.text(of: [entry]) == expected)
    }

    @Test func `folds LDIF lines at 76 bytes`() throws {
        let entry = LDIFEntry(
            dn: "cn=x",
            attributes: [
                .init("a", String(repeating: "long ", count: 40) + "."), .init("b", [UInt8](0...255)),
            ]
        )
        let text = LDIFWriter.text(of: [entry])
        #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 76 })
        #expect(try entries(text) == [entry])
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `reads random LDIF entries back as they were written`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let written = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            LDIFEntry(
                dn: "cn=\(String(decoding: bytes(&random), as: UTF8.self))",
                attributes: (0..<Int.random(in: 1...5, using: &random)).map { _ in
                    .init(
                        ["cn", "a;lang-de", "x-1", "1.2.3"].randomElement(using: &random) ?? "",
                        bytes(&random)
                    )
                }
            )
        }
        #expect(try entries(LDIFWriter.text(of: written)) == written)
    }

    private func bytes(_ random: inout SeededGenerator) -> [UInt8] {
        let marks = Array("\n\r\0 :<#=+,;\\\"ü€-\t".utf8) + [0xFF]
        return (0..<Int.random(in: 0...120, using: &random)).map { _ in
            Bool.random(using: &random)
                ? marks.randomElement(using: &random) ?? 0 : UInt8.random(in: 0x20...0x7E, using: &random)
        }
    }

    @Test func `reads LDIF with comments, folded lines, CRLF and no version line`()
        throws
    {
        let text =
            "# a\r\n comment\r\n\r\n\r\ndn: cn=a,\r\n dc=b\r\ncn:a\r\ncn:: YQ==\r\n\r\n\r\ndn:: Y249Yg==\nX: 1"
        #expect(
            try entries(text) == [
                LDIFEntry(dn: "cn=a,dc=b", attributes: [.init("cn", "a"), .init("cn", "a")]),
                LDIFEntry(dn: "cn=b", attributes: [.init("X", "1")]),
            ]
        )
    }

    @Test(arguments: [
        ("version: 2\n", 1), (" x\n", 1), ("dn: a\n", 1), ("cn: a\n", 1), ("dn: a\ncn: a\ndn: b\ncn: b\n", 3),
        ("dn: a\nx\n", 2), ("dn: a\n: x\n", 2), ("dn: a\nb c: x\n", 2), ("dn: a\ncn:: YQ=\n", 2),
        ("dn: a\ncn:: YR==\n", 2), ("dn: a\ncn:: Y Q=\n", 2), ("dn: a\ncn: ü\n", 2), ("dn: a\ncn: :\n", 2),
        ("dn: a\ncn: <\n", 2), ("dn:: /w==\ncn: a\n", 1), ("dn: a\ncn: a\n\n x\n", 4),
    ])
    func `reports an LDIF syntax error with its line`(text: String, line: Int) {
        let error = #expect(throws: LDIFError.self) { try entries(text) }
        #expect(error?.code == .syntax)
        #expect(error?.line == line)
    }

    @Test(arguments: ["dn: a\nchangetype: delete\n", "dn: a\njpegPhoto:< file:///etc/shadow\n"])
    func `rejects LDIF change records and values by URL`(text: String) {
        #expect(#expect(throws: LDIFError.self) { try entries(text) }?.code == .unsupported)
    }

    @Test(arguments: [
        LDIFReader.Limits(entries: 1), LDIFReader.Limits(values: 1), LDIFReader.Limits(lineLength: 9),
    ])
    func `rejects LDIF beyond its limits`(limits: LDIFReader.Limits) throws {
        let text = Array("dn: a\ncn: a\nsn: a\n\ndn: b\ncn: 0123456789\n".utf8)
        #expect(try LDIFReader().entries(in: text).count == 2)
        let error = #expect(throws: LDIFError.self) { try LDIFReader(limits: limits).entries(in: text) }
        #expect(error?.code == .tooLarge)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `reads mutated LDIF without crashing`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var text = Array("version: 1\n\ndn: cn=a,dc=b\ncn:: YWJj\n folded\n\n# x\ndn: b\nc;d: e\n".utf8)
        for _ in 0..<6 {
            let index = Int.random(in: 0..<text.count, using: &random)
            text[index] = bytes(&random).first ?? UInt8.random(in: 0...255, using: &random)
        }
        let entries = try? LDIFReader().entries(in: text)
        #expect(entries.map { $0.allSatisfy { !$0.attributes.isEmpty } } != false)
    }

    @Test(arguments: [
        ("a", "a"), ("a,b+c", "a\\,b\\+c"), (" a ", "\\ a\\ "), ("#a#", "\\#a#"),
        ("\"<>;\\", "\\\"\\<\\>\\;\\\\"),
        ("a\nb\0", "a\\0Ab\\00"), ("ü*=", "ü*="),
    ])
    func `escapes values in distinguished names as RFC 4514 requires`(value: String, written: String) {
        #expect(DistinguishedName.child(of: "dc=b", "cn", value) == "cn=\(written),dc=b")
    }
}
