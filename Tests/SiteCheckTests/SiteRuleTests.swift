import SiteCheck
import SourceText
import Testing

@Suite struct `Rules across files` {
    @Test(arguments: SiteRules.all) func `each finds its example, and nothing in what corrects it`(rule: Rule)
    {
        #expect(ExampleSite(rule.example).codes().contains(rule.code))
        #expect(!ExampleSite(rule.corrected).codes().contains(rule.code))
    }

    @Test func `have codes and names of their own`() {
        #expect(Set(SiteRules.all.map(\.code)).count == SiteRules.all.count)
        #expect(Set(SiteRules.all.map(\.name)).count == SiteRules.all.count)
    }
}
