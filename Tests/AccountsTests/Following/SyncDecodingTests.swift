import Accounts
import RandomTestSupport
import Testing

/// The controls and messages of RFC 4533 in BER; the samples were recorded from OpenLDAP 2.5.13.
@Suite struct SyncDecodingTests {
    private static let uuid: [UInt8] = [
        0x5D, 0x1B, 0x6F, 0x1C, 0x1D, 0x4E, 0x10, 0x3F, 0x8E, 0x5B, 0x9D, 0x3B, 0x0A, 0x4E, 0x6C, 0x11,
    ]
    private static let id = EntryID.uuid(0x5D1B_6F1C_1D4E_103F, 0x8E5B_9D3B_0A4E_6C11)
    private static let cookie = Array("rid=000,csn=20261129120000.000000Z#000000#000#000000".utf8)

    private static func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        [tag, UInt8(contents.count)] + contents
    }

    private static var state: [UInt8] {
        element(0x30, [0x0A, 1, 1] + element(0x04, uuid) + element(0x04, cookie))
    }

    private static var identifiers: [UInt8] {
        element(0xA3, element(0x04, cookie) + [0x01, 1, 0xFF] + element(0x31, element(0x04, uuid)))
    }

    @Test func `decodes the state of an entry`() throws {
        let state = try SyncState(decoding: Self.state[...])
        #expect(state == SyncState(.add, of: Self.id, cookie: SyncCookie(Self.cookie)))
        let bare = Self.element(0x30, [0x0A, 1, 3] + Self.element(0x04, Self.uuid))
        #expect(try SyncState(decoding: bare[...]) == SyncState(.delete, of: Self.id))
    }

    @Test func `decodes every kind of information`() throws {
        let cookie = SyncCookie(Self.cookie)
        #expect(
            try SyncInformation(decoding: Self.element(0x80, Self.cookie)[...]) == .newCookie(cookie)
        )
        #expect(try SyncInformation(decoding: [0xA1, 0]) == .refreshDelete(nil, isDone: true))
        #expect(
            try SyncInformation(decoding: [0xA2, 3, 0x01, 1, 0]) == .refreshPresent(nil, isDone: false)
        )
        #expect(
            try SyncInformation(decoding: Self.identifiers[...])
                == .identifiers([Self.id], areGone: true, cookie)
        )
    }

    @Test func `decodes the end of a search`() throws {
        let value = Self.element(0x30, Self.element(0x04, Self.cookie) + [0x01, 1, 0xFF])
        #expect(
            try SyncResult(.success, decoding: value[...])
                == SyncResult(.success, cookie: SyncCookie(Self.cookie), namesGoneEntries: true)
        )
        #expect(try SyncResult(.success, decoding: [0x30, 0]) == SyncResult(.success))
        #expect(try SyncResult(.success, decoding: nil) == SyncResult(.success))
    }

    @Test func `decodes lengths of several bytes`() throws {
        let ids = (0..<256).flatMap { _ in Self.element(0x04, Self.uuid) }
        let set = [0x31, 0x82, UInt8(ids.count >> 8), UInt8(ids.count & 0xFF)] + ids
        let value = [0xA3, 0x84, 0, 0, UInt8(set.count >> 8), UInt8(set.count & 0xFF)] + set
        #expect(
            try SyncInformation(decoding: value[...])
                == .identifiers(Array(repeating: Self.id, count: 256), areGone: false, nil)
        )
    }

    @Test(
        arguments: [
            [], [0xA3], [0xA3, 0x85, 1, 1, 1, 1, 1], [0xA3, 0x80, 0, 0], [0xA3, 5, 0x31, 3], [0xA4, 0],
            [0xA3, 2, 0x31, 2, 0x04, 0], [0xA3, 4, 0x31, 2, 0x04, 0], [0xA1, 3, 0x01, 1, 0, 0],
            [0xA1, 4, 0x01, 2, 0, 0], [0xA3, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0xBF, 0x21, 0],
        ] as [[UInt8]]
    )
    func `refuses malformed information`(value: [UInt8]) {
        #expect(throws: SyncFault.self) { try SyncInformation(decoding: value[...]) }
    }

    @Test func `refuses an entryUUID of another length, and unknown states`() {
        for count in [0, 15, 17] {
            let value = Self.element(
                0x30,
                [0x0A, 1, 1] + Self.element(0x04, Array(repeating: 7, count: count))
            )
            #expect(throws: SyncFault.self) { try SyncState(decoding: value[...]) }
        }
        let unknown = Self.element(0x30, [0x0A, 1, 4] + Self.element(0x04, Self.uuid))
        #expect(throws: SyncFault.self) { try SyncState(decoding: unknown[...]) }
    }

    @Test func `survives every mutation of a byte, and every shortened message`() {
        for sample in [Self.state, Self.identifiers] {
            for index in sample.indices {
                for byte in 0...UInt8.max {
                    var mutated = sample
                    mutated[index] = byte
                    _ = try? SyncState(decoding: mutated[...])
                    _ = try? SyncInformation(decoding: mutated[...])
                    _ = try? SyncResult(.success, decoding: mutated[...])
                }
                #expect(throws: SyncFault.self) { try SyncState(decoding: sample[..<index]) }
                #expect(throws: SyncFault.self) { try SyncInformation(decoding: sample[..<index]) }
            }
        }
    }

    @Test func `asks for changes as RFC 4533 writes it`() {
        #expect(syncRequest(from: nil, persists: true) == [0x30, 3, 0x0A, 1, 3])
        #expect(
            syncRequest(from: SyncCookie([1, 2]), persists: false) == [0x30, 7, 0x0A, 1, 1, 0x04, 2, 1, 2]
        )
        let long = syncRequest(from: SyncCookie(Array(repeating: 9, count: 300)), persists: true)
        #expect(long.prefix(10).elementsEqual([0x30, 0x84, 0, 0, 0x01, 0x35, 0x0A, 1, 3, 0x04]))
    }
}
