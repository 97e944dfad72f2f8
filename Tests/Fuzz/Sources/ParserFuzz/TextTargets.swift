import ConformanceTestSupport
import HostFiles
import LDAPEntries
import MountMaps
import SourceText

/// The laws for LDIF, for netgroup files, and for the formatter.
enum TextTargets {
    static func checkFormatting(_ bytes: [UInt8]) {
        for kind in FormattedKind.allCases {
            let once = kind.formatted(bytes)
            require(kind.formatted(once) == once, "a form is the last one")
            require(kind.meaning(of: once) == kind.meaning(of: bytes), "a form means what was written")
        }
    }

    static func checkNetgroups(_ bytes: [UInt8]) {
        let table = NetgroupTable(bytes)
        let words = bytes.split { " \t\n(),\\".utf8.contains($0) }.prefix(50)
        for word in words {
            let groups = table.groups(of: Array(word))
            require(groups.allSatisfy(table.hasHosts), "a group of a host has hosts")
            require(table.groups(of: word.map(Self.capital)) == groups, "case does not count")
        }
    }

    static func checkLDIF(_ bytes: [UInt8]) {
        let limits = LDIFReader.Limits(entries: 1_000, values: 1_000, lineLength: 1 << 16)
        guard let entries = try? LDIFReader(limits: limits).entries(in: bytes) else { return }
        let text = LDIFWriter.text(of: entries)
        require(text.utf8.allSatisfy { (0x01..<0x80).contains($0) && $0 != 0x0D }, "LDIF is plain text")
        require((try? LDIFReader().entries(in: Array(text.utf8))) == entries, "LDIF is read back")
    }

    /// The initial input of the fuzzer.
    static func seed(of target: ParserTarget) -> [UInt8] {
        guard target == .ldif else {
            return Array("staff (h1,,) (,alice,) others\nothers \\\n (H2.example.org,-,x)\n".utf8)
        }
        let entry = "dn: uid=a,dc=x\ncn: A\ncn;lang-de:: w7w=\nuid: a\n b\n"
        return Array("version: 1\n\n# c\n\(entry)\ndn:: ZGM9eA==\nou: x\n".utf8)
    }

    private static func capital(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 0x20 : byte
    }
}
