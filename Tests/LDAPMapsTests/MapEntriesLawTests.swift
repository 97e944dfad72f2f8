import LDAPEntries
import LDAPMaps
import MountMaps
import RandomTestSupport
import SourceText
import Testing

@Suite struct MapEntriesLawTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `generates LDIF that reads back equal and has the values of the map`(seed: UInt64) throws {
        let site = RandomSite(seed: seed)
        for schema in [LDAPMapSchema.rfc2307bis, .rfc2307] {
            let entries: [LDIFEntry]
            do {
                entries = try site.generator.ldapEntries(schema, below: "ou=maps,dc=example,dc=org")
            } catch {
                #expect(error.code == .inexpressible)
                continue
            }
            #expect(try LDIFReader().entries(in: Array(LDIFWriter.text(of: entries).utf8)) == entries)
            let map = AutomountMapDocument(try site.source(.autoHome))
            let value = schema == .rfc2307 ? "nisMapEntry" : "automountInformation"
            let values = entries.flatMap { $0.values(of: value) }
            #expect(values.dropFirst().elementsEqual(map.entries.map { Array(map.value(of: $0)) }))
            #expect(Set(entries.map(\.dn)).count == entries.count)
        }
    }
}
