import HomeSync
import MountMaps
import RandomTestSupport
import SourceText
import Testing

@Suite struct ListedHomesLawTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `the homes that a generated file lists are read back from it`(seed: UInt64) throws {
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
