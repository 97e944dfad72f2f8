import Accounts
import LDAPEntries
import Testing

@Suite struct ProviderProfileTests {
    private static func rootDSE(_ attributes: [String: [String]]) -> RootDSE {
        RootDSE(LDAPEntry(dn: "", attributes: attributes.mapValues { $0.map { Array($0.utf8) } }))
    }

    @Test(arguments: [
        (ProviderKind.openldap, ["objectClass": ["top", "OpenLDAProotDSE"]]),
        (.directoryServer389, ["objectClass": ["top"], "vendorName": ["389 Project"]]),
        (
            .freeIPA,
            ["vendorName": ["389 Project"], "supportedExtension": ["2.16.840.1.113730.3.8.10.5"]]
        ),
        (.activeDirectory, ["supportedCapabilities": ["1.2.840.113556.1.4.800"]]),
        (
            .samba,
            [
                "vendorName": ["Samba Team (https://www.samba.org)"],
                "supportedCapabilities": ["1.2.840.113556.1.4.800"],
            ]
        ),
        (.kanidm, ["vendorname": ["Kanidm Project"]]),
        (.other, ["vendorName": ["Apache Software Foundation"]]),
        (.other, [:]),
    ])
    func `recognises the product by its root DSE`(kind: ProviderKind, attributes: [String: [String]]) {
        #expect(ProviderKind(of: Self.rootDSE(attributes)) == kind)
    }

    @Test func `configured attributes replace those of the profile one by one`() {
        let names = ConfiguredAttributeNames(name: "uid").completed(
            by: ProviderProfile(.activeDirectory).attributes
        )
        #expect(names.name == "uid")
        #expect(names.homeDirectory == "unixHomeDirectory")
        #expect(names.stableID == "objectGUID")
    }
}

@Suite struct StableIDTests {
    private func account(_ attribute: String, _ values: [[UInt8]]) throws -> Account {
        var rules = rules
        rules.attributes.stableID = attribute
        let attributes = [
            "uid": ["alice"], "uidNumber": ["10001"], "gidNumber": ["10001"],
            "homeDirectory": ["/home/alice"],
        ].mapValues { $0.map { Array($0.utf8) } }
        return try rules.account(
            from: LDAPEntry(dn: "uid=alice", attributes: attributes.merging([attribute: values]) { $1 }),
            at: 0
        )
    }

    @Test func `reads objectGUID in the byte order of Windows`() throws {
        // f96aed5a-… is how ldp.exe and ldapsearch's users write the bytes 5a ed 6a f9 ….
        let bytes: [UInt8] = [
            0x5A, 0xED, 0x6A, 0xF9, 0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC, 0xDE, 0xF0, 0x01, 0x02, 0x03, 0x04,
        ]
        #expect(try account("objectGUID", [bytes]).stableID == "f96aed5a-3412-7856-9abc-def001020304")
        #expect(try account("objectGUID", [Array(bytes.dropLast())]).stableID == nil)
    }

    @Test func `reads ids of text, and those of hexadecimal digits in lower case`() throws {
        let unique = "AE2B1C82-4F5A11EE-9CD2B7E6-0A1B2C3D"
        #expect(try account("nsUniqueId", [Array(unique.utf8)]).stableID == unique.lowercased())
        #expect(try account("employeeID", [Array("Q-7".utf8)]).stableID == "Q-7")
    }

    @Test(arguments: [[], [[]], [Array("a".utf8), Array("b".utf8)], [[0xFF, 0xFE]]] as [[[UInt8]]])
    func `an entry without exactly one readable id has none`(values: [[UInt8]]) throws {
        #expect(try account("employeeID", values).stableID == nil)
    }
}
