import Foundation
import NFSProbe
import Testing

@Suite struct ProbeReportTests {
    private let report = ProbeReport(
        host: "nfs.example.org",
        address: "2001:db8::1",
        mountPort: 20_048,
        exports: [
            OfferedExport(
                path: XDRString("/srv/home"),
                clients: [XDRString("@staff"), XDRString("192.0.2.0/24")]
            ),
            OfferedExport(path: XDRString(bytes: [0x2F, 0xFF]), clients: []),
        ]
    )

    @Test func `encodes a probe report to JSON and decodes it`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(report)
        let expected = #"""
            {"address":"2001:db8::1","exports":[{"clients":["@staff","192.0.2.0/24"],"path":"/srv/home"},\#
            {"clients":[],"path":"/\\377"}],"host":"nfs.example.org","mountPort":20048}
            """#
        #expect(String(decoding: json, as: UTF8.self) == expected)
        #expect(try JSONDecoder().decode(ProbeReport.self, from: json) == report)
    }

    @Test(
        arguments: [
            ([], true), (["*"], true), (["@staff", "*"], true), (["@staff"], false),
            (["*.example.org"], false),
        ]
            as [([String], Bool)]
    )
    func `recognises an export to everybody`(
        clients: [String],
        isEverybody: Bool
    ) {
        let export = OfferedExport(path: XDRString("/srv"), clients: clients.map { XDRString($0) })
        #expect(export.isOfferedToEverybody == isEverybody)
    }
}
