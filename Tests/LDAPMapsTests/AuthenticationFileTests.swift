import LDAPMaps
import Testing

@Suite struct AuthenticationFileTests {
    private static let files: [(UInt32, UInt32, UInt32, Bool)] = [
        (0, 0, 0o600, true), (0, 0, 0o4600, true), (0, 0, 0o400, false), (0, 0, 0o640, false),
        (1, 0, 0o600, false), (0, 1, 0o600, false),
    ]

    @Test(arguments: files) func `accepts an authentication file only if just root can read and write it`(
        uid: UInt32,
        gid: UInt32,
        permissions: UInt32,
        isTaken: Bool
    ) {
        let file = AuthenticationFile([1], at: "/etc/auth", uid: uid, gid: gid, permissions: permissions)
        switch file {
        case .bytes(let bytes): #expect(isTaken && bytes == [1])
        case .unfit(let reason): #expect(!isTaken && reason.contains("/etc/auth"))
        case .missing: Issue.record("the file is there")
        }
    }
}
