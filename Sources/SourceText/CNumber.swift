/// A number as the C library reads it: leading white space, a sign, digits, and any other text after them.
package struct CNumber {
    /// The result of strtol or strtoul on a 64-bit system, as bits; if it is too large, the largest value.
    package let bits: UInt64
    /// Whether there was at least one digit, and nothing after the last one.
    package let isWhole: Bool

    /// The value truncated to 32 bits, as a signed `int`.
    package var int32: Int32 { Int32(truncatingIfNeeded: bits) }

    /// Reads as strtol(3) with base 10 does.
    package static func signed(_ text: ArraySlice<UInt8>) -> CNumber {
        let scan = Scan(text, detectsBase: false)
        let limit = UInt64(Int64.max)
        let magnitude = min(scan.magnitude ?? limit, scan.isNegative ? limit + 1 : limit)
        return CNumber(bits: scan.isNegative ? 0 &- magnitude : magnitude, isWhole: scan.isWhole)
    }

    /// Reads as strtoul(3) does, with base 10, or with base 0: `0x10` is 16 and `010` is 8.
    package static func unsigned(_ text: ArraySlice<UInt8>, detectsBase: Bool) -> CNumber {
        let scan = Scan(text, detectsBase: detectsBase)
        guard let magnitude = scan.magnitude else { return CNumber(bits: .max, isWhole: scan.isWhole) }
        return CNumber(bits: scan.isNegative ? 0 &- magnitude : magnitude, isWhole: scan.isWhole)
    }

    /// Whether the text is a valid interface index.
    package var isNumberOfInterface: Bool { isWhole && bits <= UInt32.max }

    private struct Scan {
        /// Nil if the number does not fit in 64 bits.
        var magnitude: UInt64? = 0
        var isNegative = false
        var isWhole = false

        init(_ text: ArraySlice<UInt8>, detectsBase: Bool) {
            var rest = text.drop(while: \.isASCIISpace)
            if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
                isNegative = sign == UInt8(ascii: "-")
                rest = rest.dropFirst()
            }
            var base: UInt64 = 10
            if detectsBase, rest.first == UInt8(ascii: "0") {
                base = 8
                let afterPrefix = rest.dropFirst(2)
                if rest.dropFirst().first.map({ $0 | 0x20 }) == UInt8(ascii: "x"),
                    afterPrefix.first?.hexDigitValue != nil
                {
                    base = 16
                    rest = afterPrefix
                }
            }
            let digits = rest.prefix { UInt64($0.hexDigitValue ?? 99) < base }
            for digit in digits {
                guard let value = magnitude, let added = digit.hexDigitValue else { break }
                let (product, overflow) = value.multipliedReportingOverflow(by: base)
                let (sum, carry) = product.addingReportingOverflow(UInt64(added))
                magnitude = overflow || carry ? nil : sum
            }
            isWhole = !digits.isEmpty && digits.endIndex == rest.endIndex
        }
    }
}
