/// The range of uid numbers for a new configuration: round numbers around those in use.
struct InitialNumbers: Equatable {
    /// The default range, which most sites can keep.
    static let standard: ClosedRange<UInt32> = 1_000...60_000

    let range: ClosedRange<UInt32>

    /// Chooses a range.
    ///
    /// - Parameter used: The lowest and the highest number in use, from 1000 on; nil if there is none.
    init(around used: ClosedRange<UInt32>?) {
        guard let used, used.upperBound > Self.standard.upperBound else {
            range = Self.standard
            return
        }
        let low = used.lowerBound
        let step = Self.step(of: used.upperBound)
        // At least one whole step above the highest number.
        let top = (UInt64(used.upperBound) / step + 2) * step - 1
        let lowest =
            low <= Self.standard.upperBound
            ? Self.standard.lowerBound : low - low % UInt32(Self.step(of: low))
        range = lowest...UInt32(min(top, UInt64(UInt32.max) - 1))
    }

    /// The place value of the second digit.
    private static func step(of number: UInt32) -> UInt64 {
        var step: UInt64 = 1
        while UInt64(number) / step >= 100 { step *= 10 }
        return step
    }
}
