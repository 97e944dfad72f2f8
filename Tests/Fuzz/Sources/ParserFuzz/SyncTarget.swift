import Accounts
import LDAPEntries

/// The laws for content synchronisation (RFC 4533), for any messages in any order.
///
/// The first byte of an input says whether the request has a cookie. Each message after it is a byte for its kind, a
/// byte for its length, and its value in BER.
enum SyncTarget {
    private static let cookie = SyncCookie(
        "rid=000,csn=20261129120000.000000Z#000000#000#000000".utf8
    )

    static func check(_ bytes: [UInt8]) {
        var rest = bytes.dropFirst()
        let requested = bytes.first.map { $0 & 1 == 1 } == true ? cookie : nil
        var session = SyncSession(
            requested: requested,
            known: cookie,
            persists: bytes.first.map { $0 & 2 == 0 } ?? true
        )
        var isRefreshed = false
        while let kind = rest.popFirst(), let length = rest.popFirst() {
            let value = rest.prefix(Int(length))
            rest = rest.dropFirst(Int(length))
            guard let message = try? message(kind, value), let events = try? session.receive(message) else {
                continue
            }
            for event in events {
                switch event {
                case .refreshed(let refresh):
                    require(!isRefreshed, "a session has one refresh")
                    isRefreshed = true
                    check(refresh, requested)
                case .reached: require(isRefreshed, "no cookie is reached before the refresh is complete")
                case .changed, .present, .gone, .restart: break
                }
            }
        }
    }

    private static func check(_ refresh: SyncRefresh, _ requested: SyncCookie?) {
        guard refresh.absence == .counts else { return }
        require(refresh.cookie?.includes(cookie) == true, "an older state of a server shows nothing as gone")
        if let requested {
            require(refresh.cookie?.isNewer(than: requested) == true, "without anything new nothing is gone")
        }
    }

    private static func message(_ kind: UInt8, _ value: ArraySlice<UInt8>) throws -> SyncMessage {
        switch kind % 3 {
        case 0: .entry(LDAPEntry(dn: "uid=a", attributes: [:]), try SyncState(decoding: value))
        case 1: .information(try SyncInformation(decoding: value))
        default:
            .result(
                try SyncResult(
                    [.success, .refreshRequired, .unwillingToPerform][Int(kind) % 9 / 3],
                    decoding: value
                )
            )
        }
    }

    /// A refresh with present entries, and one with entries that are gone.
    static var seeds: [[UInt8]] {
        let newer = Array("rid=000,csn=20261129120001.000000Z#000000#000#000000".utf8)
        let uuid = [UInt8](repeating: 7, count: 16)
        let element = { (tag: UInt8, contents: [UInt8]) in [tag, UInt8(contents.count)] + contents }
        let message = { (kind: UInt8, value: [UInt8]) in [kind, UInt8(value.count)] + value }
        let state = message(0, element(0x30, [0x0A, 1, 1] + element(0x04, uuid) + element(0x04, newer)))
        let ids = message(1, element(0xA3, element(0x31, element(0x04, uuid))))
        let present = message(1, element(0xA2, element(0x04, newer)))
        let delete = message(1, element(0xA1, element(0x04, newer) + [0x01, 1, 0xFF]))
        let done = message(2, element(0x30, element(0x04, newer) + [0x01, 1, 0xFF]))
        return [[1] + state + ids + present + state, [0] + state + delete + ids, [3] + ids + done]
    }
}
