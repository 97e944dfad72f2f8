import SiteCheck
import SourceText
import Testing

/// Maps without entries, which installers write for later use.
@Suite struct `Empty maps` {
    @Test(arguments: [
        ("# /etc/auto.master\n/- /etc/auto.direct\n# /etc/auto.direct\n", Severity.note),
        ("# /etc/auto.master\n/home /etc/auto.home\n# /etc/auto.home\n# no homes yet\n", .note),
        ("# /etc/auto.master\n/home /etc/auto.hom\n", .error),
    ])
    func `are noted, while missing maps are errors`(site: String, severity: Severity) {
        let found = Site(reading: ExampleSite(site)).reports().flatMap(\.diagnostics)
        #expect(found.filter { $0.rule.code == "MST003" }.map(\.severity) == [severity])
    }
}
