import HomeSync
import MountMaps
import RandomTestSupport
import SourceText
import Testing

@Suite struct ListedHomesLawTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `reads the listed homes back from generated files of random sites`(seed: UInt64) throws {
        let site = RandomSite(seed: seed)
        for file in ManagedFile.allCases {
            let once = try site.source(file)
            #expect(
                ListedHomes(in: file, once, settings: site.settings).names
                    == (file.listsHomes(by: site.settings) ? Set(site.homes) : [])
            )
        }
    }
}
