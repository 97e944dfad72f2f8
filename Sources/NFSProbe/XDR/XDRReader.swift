/// Reads XDR values from bytes, one after another (RFC 4506), and never beyond the end.
struct XDRReader {
    private let bytes: [UInt8]
    private(set) var offset: Int

    init(_ bytes: [UInt8], from offset: Int = 0) {
        self.bytes = bytes
        self.offset = min(max(offset, 0), bytes.count)
    }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func unsignedInteger(_ field: StaticString) throws(XDRFailure) -> UInt32 {
        guard bytes.count - offset >= 4 else { throw failure(.truncated, field) }
        let high = UInt32(bytes[offset]) << 24 | UInt32(bytes[offset + 1]) << 16
        let low = UInt32(bytes[offset + 2]) << 8 | UInt32(bytes[offset + 3])
        offset += 4
        return high | low
    }

    mutating func boolean(_ field: StaticString) throws(XDRFailure) -> Bool {
        let start = offset
        switch try unsignedInteger(field) {
        case 0: return false
        case 1: return true
        default:
            offset = start
            throw failure(.invalidValue, field)
        }
    }

    /// Reads a counted string; checks its length against the limit before allocating anything.
    mutating func string(_ field: StaticString, limit: Int) throws(XDRFailure) -> XDRString {
        let start = offset
        let length = Int(try unsignedInteger(field))
        guard length <= limit else {
            offset = start
            throw failure(.limitExceeded, field)
        }
        let padded = (length + 3) & ~3
        guard bytes.count - offset >= padded else { throw failure(.truncated, field) }
        let value = XDRString(bytes: Array(bytes[offset..<(offset + length)]))
        offset += padded
        return value
    }

    func failure(_ kind: XDRFailure.Kind, _ field: StaticString) -> XDRFailure {
        XDRFailure(kind: kind, field: field.description, offset: offset)
    }
}

/// Why bytes are not the expected XDR value, and at which offset.
struct XDRFailure: Error, Hashable, CustomStringConvertible {
    enum Kind: Hashable {
        case truncated
        case invalidValue
        case limitExceeded
        case unexpectedBytes
    }

    let kind: Kind
    let field: String
    let offset: Int

    var description: String {
        switch kind {
        case .truncated: "the answer ends within \(field) at byte \(offset)"
        case .invalidValue: "\(field) at byte \(offset) has a value that is not in the protocol"
        case .limitExceeded: "\(field) at byte \(offset) exceeds the limit"
        case .unexpectedBytes: "the answer continues after \(field) at byte \(offset)"
        }
    }
}
