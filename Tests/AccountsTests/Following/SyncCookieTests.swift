import Accounts
import Testing

/// The order of cookies of OpenLDAP.
@Suite struct SyncCookieTests {
    private static func cookie(_ states: (server: String, second: Int)...) -> SyncCookie {
        let values = states.map { "202611291200\(10 + $0.second).000000Z#000000#\($0.server)#000000" }
        return SyncCookie("rid=001,sid=002,csn=\(values.joined(separator: ";"))".utf8)
    }

    @Test func `a cookie is newer if it includes the other one and more`() {
        #expect(Self.cookie(("000", 2)).isNewer(than: Self.cookie(("000", 1))))
        #expect(Self.cookie(("001", 1), ("002", 1)).isNewer(than: Self.cookie(("001", 1))))
        #expect(!Self.cookie(("000", 1)).isNewer(than: Self.cookie(("000", 1))))
        #expect(Self.cookie(("000", 1)).includes(Self.cookie(("000", 1))))
    }

    @Test func `a cookie that lacks the changes of one server is not newer`() {
        #expect(!Self.cookie(("001", 9)).isNewer(than: Self.cookie(("001", 1), ("002", 1))))
        #expect(!Self.cookie(("001", 9), ("002", 1)).includes(Self.cookie(("001", 1), ("002", 2))))
    }

    @Test func `a cookie with the newest change of one server keeps those of the others`() {
        let before = Self.cookie(("001", 5), ("002", 3))
        let merged = Self.cookie(("002", 4)).merging(before)
        #expect(merged.state == Self.cookie(("001", 5), ("002", 4)).state)
        #expect(merged.description.hasPrefix("rid=001,sid=002,csn="))
        #expect(merged.isNewer(than: before))
        #expect(Self.cookie(("001", 6), ("002", 3)).merging(before) == Self.cookie(("001", 6), ("002", 3)))
        // As slapd 2.5.13 sends now and then.
        #expect(SyncCookie("rid=000".utf8).merging(before) == before)
        #expect(
            SyncCookie("server#2".utf8).merging(SyncCookie("server#1".utf8)) == SyncCookie("server#2".utf8)
        )
    }

    @Test func `a position is behind as long as it lacks a change that was seen`() {
        var position = FollowedPosition()
        position.move(to: Self.cookie(("001", 5), ("002", 3)), of: "ldap://a")
        #expect(!position.isBehind)
        position.move(to: Self.cookie(("001", 4), ("002", 3)), of: "ldap://b")
        #expect(position.isBehind)
        position.move(to: Self.cookie(("001", 6), ("002", 3)), of: "ldap://b")
        #expect(!position.isBehind)
        #expect(position.newest == position.cookie)
    }

    @Test(arguments: ["", "rid=000", "rid=000,csn=", "rid=000,csn=bad", "ldap://server:389#cn=sync#7"])
    func `a cookie that is not one of OpenLDAP's is never newer`(text: String) {
        let other = SyncCookie(text.utf8)
        #expect(other.state == nil)
        #expect(!other.isNewer(than: Self.cookie(("000", 1))))
        #expect(!Self.cookie(("000", 1)).isNewer(than: other))
        #expect(!other.includes(other))
    }
}
