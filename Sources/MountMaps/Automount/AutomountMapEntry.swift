/// An entry of a map in its file: a key and the text after it.
///
/// The layout is compact because a map of a million keys has a million entries.
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

    /// The entry's bytes in the file, from the key to the end of the line.
    public var range: Range<Int> { lower..<(lower + Int(length)) }

    /// Whether automount joined several lines into the key, because blanks follow a key that has no entry.
    public var isGlued: Bool { flags.contains(.glued) }

    /// Where the text after the key is in the file; `nil` if a continuation splits it.
    public var valueRange: Range<Int>? {
        flags.contains(.foldedValue) ? nil : valueLower..<(valueLower + Int(valueLength))
    }

    /// Where the key is in the file; `nil` if a continuation or a line end splits it.
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

/// A `+name` line of a map: another map is read in its place.
public struct AutomountInclude: Sendable, Hashable {
    /// The text after the plus sign, as written; quotes have no special meaning here.
    public let name: [UInt8]
    /// The include's bytes in the file.
    public let range: Range<Int>
    /// How many entries of the map come before it.
    public let entriesAbove: Int
}
