import SourceText

/// The rule for numeric user and group ids.
public enum NumberRule {
    // (uid_t) -1 in 32 and in 16 bits means "no id" to the kernel. Files of the user "nobody" must not become a user's.
    private static let reserved: Set<UInt32> = [0, .max, 65_535, 65_534]

    /// The number that decimal digits write; nil for anything else, and for a number that does not fit.
    package static func number(_ digits: ArraySlice<UInt8>) -> UInt32? {
        var number: UInt64 = 0
        for byte in digits {
            guard byte.isASCIIDigit, number <= UInt32.max else { return nil }
            number = number * 10 + UInt64(byte - UInt8(ascii: "0"))
        }
        return digits.isEmpty ? nil : UInt32(exactly: number)
    }

    /// Whether no account may have the number: it is that of root or of the user "nobody", or means "no id".
    public static func isReserved(_ number: UInt32) -> Bool {
        reserved.contains(number)
    }
}
