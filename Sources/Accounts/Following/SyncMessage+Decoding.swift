import SourceText

/// A control or message of a content synchronisation that cannot be decoded, or that does not belong where it is.
public struct SyncFault: Error, Sendable, Hashable {
    /// What is wrong.
    public let message: String

    /// Describes a fault.
    public init(_ message: String) {
        self.message = message
    }
}

extension SyncState {
    /// Decodes the value of a Sync State Control.
    ///
    /// - Parameter value: The value of the control.
    /// - Throws: ``SyncFault`` if it is malformed.
    public init(decoding value: ArraySlice<UInt8>) throws(SyncFault) {
        self = try decoded("Sync State Control", value) { reader throws(BERReader.Fault) in
            let change = try reader.contents(of: BERTag.enumerated)
            let id = try Self.identifier(try reader.contents(of: BERTag.octetString))
            let cookie = try reader.optional(BERTag.octetString).map(SyncCookie.init)
            guard change.count == 1, let change = change.first.flatMap(Change.init) else {
                throw BERReader.Fault(message: "it has an unknown state")
            }
            return SyncState(change, of: id, cookie: cookie)
        }
    }

    fileprivate static func identifier(_ bytes: ArraySlice<UInt8>) throws(BERReader.Fault) -> EntryID {
        guard let id = EntryID(uuid: bytes) else {
            throw BERReader.Fault(message: "an entryUUID has \(bytes.count) bytes instead of 16")
        }
        return id
    }
}

extension SyncInformation {
    /// Decodes the value of a Sync Info Message.
    ///
    /// - Parameter value: The value of the intermediate response.
    /// - Throws: ``SyncFault`` if it is malformed.
    public init(decoding value: ArraySlice<UInt8>) throws(SyncFault) {
        self = try faulty("Sync Info Message") { () throws(BERReader.Fault) in
            var outer = BERReader(value)
            let element = try outer.element()
            try outer.end()
            if element.tag == 0x80 { return .newCookie(SyncCookie(element.contents)) }
            var reader = BERReader(element.contents)
            let cookie = try reader.optional(BERTag.octetString).map(SyncCookie.init)
            let information: SyncInformation
            switch element.tag {
            case 0xA1: information = .refreshDelete(cookie, isDone: try reader.boolean(default: true))
            case 0xA2: information = .refreshPresent(cookie, isDone: try reader.boolean(default: true))
            case 0xA3:
                let areGone = try reader.boolean(default: false)
                var set = BERReader(try reader.contents(of: BERTag.set))
                var ids: [EntryID] = []
                while !set.isAtEnd {
                    ids.append(try SyncState.identifier(try set.contents(of: BERTag.octetString)))
                }
                information = .identifiers(ids, areGone: areGone, cookie)
            default: throw BERReader.Fault(message: "it has the unknown tag \(element.tag)")
            }
            try reader.end()
            return information
        }
    }
}

extension SyncResult {
    /// Makes a result from its outcome and the value of its Sync Done Control.
    ///
    /// - Parameters:
    ///   - outcome: What the result code means.
    ///   - value: The value of the control; nil without one.
    /// - Throws: ``SyncFault`` if the control is malformed.
    public init(_ outcome: Outcome, decoding value: ArraySlice<UInt8>?) throws(SyncFault) {
        guard let value else {
            self.init(outcome)
            return
        }
        self = try decoded("Sync Done Control", value) { reader throws(BERReader.Fault) in
            let cookie = try reader.optional(BERTag.octetString).map(SyncCookie.init)
            return SyncResult(outcome, cookie: cookie, namesGoneEntries: try reader.boolean(default: false))
        }
    }
}

/// The value of the control that asks for a content synchronisation (Sync Request Control, RFC 4533 section 2.2).
///
/// - Parameters:
///   - cookie: How far the synchronisation has come; nil for the whole content.
///   - persists: Whether the server sends changes for as long as the connection lasts.
/// - Returns: The value in BER.
public func syncRequest(from cookie: SyncCookie?, persists: Bool) -> [UInt8] {
    var contents: [UInt8] = [BERTag.enumerated, 1, persists ? 3 : 1]
    if let cookie { contents += [BERTag.octetString] + berLength(cookie.bytes.count) + cookie.bytes }
    return [BERTag.sequence] + berLength(contents.count) + contents
}

private func berLength(_ count: Int) -> [UInt8] {
    if count < 0x80 { return [UInt8(count)] }
    return [0x84] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
}

/// Decodes a value that is one sequence.
private func decoded<Value>(
    _ name: String,
    _ value: ArraySlice<UInt8>,
    _ body: (inout BERReader) throws(BERReader.Fault) -> Value
) throws(SyncFault) -> Value {
    try faulty(name) { () throws(BERReader.Fault) in
        var outer = BERReader(value)
        var reader = BERReader(try outer.contents(of: BERTag.sequence))
        try outer.end()
        let value = try body(&reader)
        try reader.end()
        return value
    }
}

private func faulty<Value>(
    _ name: String,
    _ body: () throws(BERReader.Fault) -> Value
) throws(SyncFault) -> Value {
    do throws(BERReader.Fault) {
        return try body()
    } catch {
        throw SyncFault("the \(name) is malformed: \(error.message)")
    }
}
