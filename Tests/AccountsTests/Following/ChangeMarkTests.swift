import Accounts
import LDAPEntries
import Testing

@Suite struct ChangeMarkTests {
    private static func controller(_ number: String, _ name: String) -> ChangeMark? {
        ChangeMark(
            domainController: RootDSE(
                entry("", ["highestCommittedUSN": [number], "dsServiceName": [name]])
            )
        )
    }

    @Test func `asks for what was modified, with an overlap of five minutes`() {
        #expect(ChangeMark(modifiedSince: 1_795_968_309).filter == "(modifyTimestamp>=20261129160009Z)")
        #expect(ChangeMark(modifiedSince: 951_782_700).filter == "(modifyTimestamp>=20000229000000Z)")
    }

    @Test func `asks a domain controller for the numbers after its current one`() {
        #expect(Self.controller("4711", "cn=dc1")?.filter == "(uSNChanged>=4712)")
        #expect(Self.controller("x", "cn=dc1") == nil)
    }

    @Test func `the numbers of another domain controller, or smaller ones, do not continue`() throws {
        let mark = try #require(Self.controller("10", "cn=dc1"))
        #expect(mark.isContinued(by: try #require(Self.controller("10", "cn=dc1"))))
        #expect(mark.isContinued(by: try #require(Self.controller("11", "cn=dc1"))))
        #expect(!mark.isContinued(by: try #require(Self.controller("9", "cn=dc1"))))
        #expect(!mark.isContinued(by: try #require(Self.controller("11", "cn=dc2"))))
        #expect(!mark.isContinued(by: ChangeMark(modifiedSince: 0)))
    }

    @Test func `failures in a row wait longer, until a success`() {
        var schedule = RetrySchedule([.seconds(1), .seconds(5)])
        #expect(
            [schedule.failed(), schedule.failed(), schedule.failed()] == [
                .seconds(1), .seconds(5), .seconds(5),
            ]
        )
        schedule.succeeded()
        #expect(schedule.failed() == .seconds(1))
    }
}
