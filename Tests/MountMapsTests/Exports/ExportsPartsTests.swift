import HostFiles
import MountMaps
import Testing

@Suite struct `Parts of an exports table` {
    @Test(arguments: [
        ("00-a", "01-a"), ("01-a", "1-a"), ("a9", "a10"), ("B", "_a"), ("_a", "a"),
        ("9.exports", "10.exports"),
        ("a", "a1"), ("000", "00"), ("01", "010"), ("010", "09"), ("09", "0"), ("0", "1"), ("9", "10"),
        ("a01", "a1"),
    ])
    func `reads the files of exports.d in version order`(first: String, second: String) {
        #expect(ExportsDirectory.precedes(Array(first.utf8), Array(second.utf8)))
        #expect(!ExportsDirectory.precedes(Array(second.utf8), Array(first.utf8)))
    }

    @Test(arguments: [
        ("a.exports", true), ("#b.exports", true), ("my a.exports", true), (".exports", false),
        (".a.exports", false),
        ("a.EXPORTS", false), ("a.exports~", false), ("a.exports.bak", false), ("aexports", false),
        ("a", false),
    ])
    func `reads only files of exports.d with a valid name`(name: String, isRead: Bool) {
        #expect(ExportsDirectory.reads(Array(name.utf8)) == isRead)
    }

    @Test(arguments: [
        ("192.0.2.7", NetworkAddress.v4(0xC000_0207)), ("0xC0000207", .v4(0xC000_0207)),
        ("10.0.4", .v4(0x0A00_0004)),
        ("010.1", .v4(0x0800_0001)), ("3232235777", .v4(0xC0A8_0101)), ("192.0.2.300", nil),
        ("4294967296", nil),
        ("1.2.3.4.5", nil), ("", nil), ("1.", nil), ("08", nil), ("0x", nil), ("::", .v6(0, 0, zone: [])),
        ("2001:db8::7", .v6(0x2001_0DB8_0000_0000, 7, zone: [])),
        ("::ffff:192.0.2.7", .v6(0, 0xFFFF_C000_0207, zone: [])),
        ("1:2:3:4:5:6:7:8", .v6(0x0001_0002_0003_0004, 0x0005_0006_0007_0008, zone: [])),
        ("1:2:3:4:5:6:7::8", nil),
        ("1::2::3", nil), (":1::", nil), ("1:2", nil), ("12345::", nil), ("fe80::1%", nil), (":::", nil),
    ])
    func `parses addresses as getaddrinfo does`(text: String, address: NetworkAddress?) {
        #expect(NetworkAddress(lenient: Array(text.utf8)[...]) == address)
    }

    @Test(arguments: ["192.0.2.007", "192.0.2", "0300.0.2.1", "192.0.2.256", "1..2.3", "192.0.2.7 "])
    func `rejects any IPv4 address but four plain decimal parts in strict form`(text: String) {
        #expect(NetworkAddress(strict: Array(text.utf8)[...]) == nil)
    }

    @Test func `finds canonical names and all addresses in a hosts file`() {
        let text =
            "# x\n192.0.2.9 multi.test multi # y\n198.51.100.9 MULTI.test m\nbad line\n::9 other multi\n"
        let table = HostsTable(Array(text.utf8))
        let host = table.host(named: Array("Multi".utf8))
        #expect(host?.name == Array("multi.test".utf8))
        #expect(host?.addresses.count == 2)
        #expect(table.host(named: Array("line".utf8)) == nil)
    }

    @Test func `finds the names of an address, with aliases only from IPv4 lines`() {
        let text = """
            2001:db8::7 six.test six alias6
            192.0.2.6 six.test alias4
            192.0.2.7 other.test six.test
            ::1 loop.test a
            ::ffff:192.0.2.8 mapped.test m
            fe80::1%lo zoned.test
            192.0.2.6 later.test
            """
        let table = HostsTable(Array(text.utf8))
        func name(_ address: String) -> String? {
            NetworkAddress(strict: Array(address.utf8)[...]).flatMap(table.name).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        func aliases(_ name: String) -> [String] {
            table.aliases(of: Array(name.utf8)).map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(name("192.0.2.6") == "six.test")
        #expect(name("127.0.0.1") == "loop.test")
        #expect(name("192.0.2.8") == "mapped.test")
        #expect(name("::ffff:192.0.2.8") == "mapped.test")
        #expect(name("fe80::1") == nil)
        #expect(aliases("SIX.test") == ["alias4", "other.test", "six.test"])
        #expect(aliases("alias6") == [])
        #expect(aliases("m") == ["m"])
    }

    @Test(arguments: [
        "0.0.0.0", "192.0.2.7", "::", "::1", "2001:db8::7", "1:2:3:4:5:6:7:8", "2001:db8:0:1::", "::1:2:3",
        "1:0:2::3:4",
        "::ffff:192.0.2.7", "::0.1.0.2", "fe80::1%eth0",
    ])
    func `prints addresses as inet_ntop does`(text: String) {
        #expect(NetworkAddress(strict: Array(text.utf8)[...])?.description == text)
    }
}
