/// An entry of a map as it stands in its file: a key and what follows it.
///
/// Compact on purpose: a map of a million keys has a million of these.
public struct AutomountMapEntry: Sendable, Hashable {
    private let lower: Int
    private let length: UInt32
    private let keyLength: UInt16
    private let valueLength: UInt16
    private let keyLower: Int
    private let valueLower: Int
    private let flags: Flags

    private struct Flags: OptionSet, Hashable {
        let rawValue: UInt8

        static let foldedKey = Flags(rawValue: 1)
        static let foldedValue = Flags(rawValue: 2)
        static let glued = Flags(rawValue: 4)
    }

    init(key: TextRun, value: TextRun, span: Range<Int>, isGlued: Bool) {
        lower = span.lowerBound
        length = UInt32(clamping: span.count)
        keyLower = key.lower
        keyLength = UInt16(clamping: key.count)
        valueLower = value.lower
        valueLength = UInt16(clamping: value.count)
        var flags = Flags()
        if key.isFolded { flags.insert(.foldedKey) }
        if value.isFolded { flags.insert(.foldedValue) }
        if isGlued { flags.insert(.glued) }
        self.flags = flags
    }

    /// The bytes of the file that the entry was read from, from the key to the end of its line.
    public var range: Range<Int> { lower..<(lower + Int(length)) }

    /// Whether the key was put together from several lines because blanks end the first of them.
    public var isGlued: Bool { flags.contains(.glued) }

    /// The bytes of the file that hold the text after the key; `nil` where a continuation parts them.
    public var valueRange: Range<Int>? {
        flags.contains(.foldedValue) ? nil : valueLower..<(valueLower + Int(valueLength))
    }

    /// The bytes of the file that hold the key; `nil` where a continuation or a line end parts them.
    public var keyRange: Range<Int>? {
        flags.contains(.foldedKey) ? nil : keyLower..<(keyLower + Int(keyLength))
    }

    func key(in source: [UInt8], folded: [UInt8]) -> ArraySlice<UInt8> {
        let range = keyLower..<(keyLower + Int(keyLength))
        return flags.contains(.foldedKey) ? folded[range] : source[range]
    }

    func value(in source: [UInt8], folded: [UInt8]) -> ArraySlice<UInt8> {
        let range = valueLower..<(valueLower + Int(valueLength))
        return flags.contains(.foldedValue) ? folded[range] : source[range]
    }
}

/// A line `+name` of a map: another map is read in its place.
public struct AutomountInclude: Sendable, Hashable {
    /// What follows the plus sign, as written; quotes are not special here.
    public let name: [UInt8]
    /// The bytes of the file that the include was read from.
    public let range: Range<Int>
    /// How many entries of the map stand above it.
    public let entriesAbove: Int
}
