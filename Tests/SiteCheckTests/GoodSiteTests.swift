import MountMaps
import SiteCheck
import SourceText
import Testing

@Suite struct GoodSiteTests {
    @Test(arguments: GoodSite.all)
    func `check finds nothing above a note on a site that works`(good: GoodSite) {
        for kind in [SiteKind.image, .files] {
            var site = ExampleSite(good.text)
            site.kind = kind
            site.directories.formUnion(good.directories)
            let read = Site(reading: site)
            let texts = read.checkedTexts(perFlavor: .perFlavor).flatMap { text in
                text.findings(nfsUtils: "2.6.2").report.diagnostics
            }
            let found = (texts + read.reports().flatMap(\.diagnostics)).filter { $0.severity > .note }
            #expect(found.map { "\($0.rule.code) \($0.message)" } == [], "\(good) as \(kind)")
        }
    }

    @Test func `there are at least 40 good sites, each with another name`() {
        #expect(Set(GoodSite.all.map(\.description)).count == GoodSite.all.count)
        #expect(GoodSite.all.count >= 40)
    }
}
