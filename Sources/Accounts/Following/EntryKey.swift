import SourceText

/// What identifies an entry for as long as it exists, also when it is renamed or moved.
public enum EntryID: Sendable, Hashable {
    /// A UUID (RFC 4530), in two halves.
    case uuid(UInt64, UInt64)
    /// Another stable id; or, for an entry without one, its DN.
    case text([UInt8])

    /// Reads the 16 bytes of a UUID; nil if there are more or fewer.
    public init?(uuid bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self = .uuid(Self.number(bytes.prefix(8)), Self.number(bytes.suffix(8)))
    }

    private static func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Reads the text of a UUID, such as `5d1b6f1c-1d4e-103f-8e5b-9d3b0a4e6c11`; nil if it is something else.
    public init?(uuidText text: some Collection<UInt8>) {
        let digits = text.filter { $0 != UInt8(ascii: "-") }
        guard digits.count == 32, text.count == 36 else { return nil }
        var halves: [UInt64] = [0, 0]
        for (index, digit) in digits.enumerated() {
            guard let value = digit.hexDigitValue else { return nil }
            halves[index / 16] = halves[index / 16] << 4 | UInt64(value)
        }
        self = .uuid(halves[0], halves[1])
    }

    /// The form in which a store keeps it.
    public var stored: [UInt8] {
        switch self {
        case .uuid(let high, let low):
            [0]
                + [high, low].flatMap { half in
                    (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) }
                }
        case .text(let bytes): [1] + bytes
        }
    }

    /// Reads what a store kept; nil if it is damaged.
    public init?(stored: some Collection<UInt8>) {
        switch stored.first {
        case 0: self.init(uuid: stored.dropFirst())
        case 1: self = .text(Array(stored.dropFirst()))
        default: return nil
        }
    }
}

/// An entry of one of the searches that are followed.
public struct EntryKey: Sendable, Hashable {
    /// The number of the search: the position of its base in the configuration.
    public let search: Int
    /// The entry.
    public let id: EntryID

    /// Names an entry of a search.
    public init(search: Int, id: EntryID) {
        self.search = search
        self.id = id
    }
}
