/// Fingerprints that identify the same finding in two runs, even if lines were added above it.
///
/// A fingerprint depends on the rule, the source line and the text of the finding, not on its position. Findings that
/// agree in all of these are numbered from the top of the file.
struct FindingFingerprints {
    /// The name of the fingerprint; its number is increased when the computation changes.
    static let name = "autohomeFinding/v1"

    // The beginning is enough to identify a line or a finding; a line may be as long as the file.
    private static let significantBytes = 1024

    private let file: SourceFile
    private let lines: LineTable
    private var seen: [UInt64: Int] = [:]

    init(of file: SourceFile) {
        self.file = file
        lines = LineTable(file.bytes)
    }

    mutating func fingerprint(of diagnostic: Diagnostic) -> String {
        let range = diagnostic.range.clamped(to: 0..<file.bytes.count)
        let line = lines.range(ofLine: lines.position(of: range.lowerBound).line)
        var hash = FNVHash()
        hash.add(diagnostic.rule.code.utf8)
        hash.add(
            file.bytes[line].prefix(Self.significantBytes).filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
        )
        hash.add(file.bytes[range].prefix(Self.significantBytes))
        let number = seen[hash.value, default: 0] + 1
        seen[hash.value] = number
        return "\(hash.value.hexadecimal):\(number)"
    }
}

/// The 64-bit FNV-1a hash, which is the same on every machine and in every run.
struct FNVHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds bytes, and a separator after them.
    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { add(byte) }
        add(0)
    }

    private mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }
}

extension UInt64 {
    /// The hash as sixteen hexadecimal digits.
    fileprivate var hexadecimal: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
