import Accounts
import Testing

@Suite struct ReplicaStateTests {
    private static let first = "20261129160509.123456Z#000000#001#000000"
    private static let later = "20261129160509.123457Z#000000#001#000000"
    private static let second = "20250101000000.000000Z#000001#002#000000"

    private func state(_ values: String...) throws -> ReplicaState {
        try #require(ReplicaState(contextCSN: values))
    }

    @Test func `names the servers whose changes are missing`() throws {
        #expect(try state(Self.first).missing(of: state(Self.first)) == [])
        #expect(try state(Self.first).missing(of: state(Self.later)) == ["001"])
        #expect(try state(Self.later).missing(of: state(Self.first)) == [])
        #expect(try state(Self.later).missing(of: state(Self.first, Self.second)) == ["002"])
        #expect(try state(Self.later, Self.second).missing(of: state(Self.first)) == [])
    }

    @Test(arguments: [
        [], [""], ["x"], ["20261129160509.123456Z#000000#001"], ["20261129160509Z#000000#001#000000"],
        ["2026112916050x.123456Z#000000#001#000000"], ["20261129160509.123456Z#000000#0g1#000000"],
        [first, "junk"],
    ])
    func `does not guess at values that are not change sequence numbers`(values: [String]) {
        #expect(ReplicaState(contextCSN: values) == nil)
    }
}
