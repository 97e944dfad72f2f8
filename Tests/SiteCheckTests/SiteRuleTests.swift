import SiteCheck
import SourceText
import Testing

@Suite struct `Rules across files` {
    @Test(arguments: SiteRules.all)
    func `finds each rule across files in its example and not in the corrected text`(rule: Rule) {
        #expect(ExampleSite(rule.example).codes().contains(rule.code))
        #expect(!ExampleSite(rule.corrected).codes().contains(rule.code))
    }

    @Test func `gives each rule across files a unique code and name`() {
        #expect(Set(SiteRules.all.map(\.code)).count == SiteRules.all.count)
        #expect(Set(SiteRules.all.map(\.name)).count == SiteRules.all.count)
    }
}
