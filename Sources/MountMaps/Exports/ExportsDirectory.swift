import SourceText

/// Which files of `/etc/exports.d` exportfs reads, and in which order: `support/export/export.c: export_d_read`.
public enum ExportsDirectory {
    /// Whether exportfs reads a file with this name: it must end in `.exports`, be longer than that, and not begin with
    /// a dot.
    ///
    /// Only regular files and symbolic links are read, not directories with such a name.
    public static func reads(_ name: some BidirectionalCollection<UInt8>) -> Bool {
        let suffix = ".exports".utf8
        return name.count > suffix.count && name.first != UInt8(ascii: ".")
            && name.suffix(suffix.count).elementsEqual(suffix)
    }

    /// Whether one name is read before another, in the version order of strverscmp(3).
    ///
    /// Runs of digits compare as numbers; a run with a leading zero counts as a fraction and comes first.
    public static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        var run = Run.text
        var index = 0
        while index < left.count, index < right.count, left[index] == right[index] {
            run = run.after(left[index])
            index += 1
        }
        let first = index < left.count ? left[index] : 0
        let second = index < right.count ? right[index] : 0
        let bytesOrder = first < second
        let startNumbers = run == .text && first != 0x30 && second != 0x30
        switch (first.isASCIIDigit, second.isASCIIDigit) {
        case (true, true) where run == .number || startNumbers:
            let lengths = (digits(left, from: index), digits(right, from: index))
            return lengths.0 == lengths.1 ? bytesOrder : lengths.0 < lengths.1
        case (true, false) where run == .number, (false, true) where run == .zeros: return false
        case (false, true) where run == .number, (true, false) where run == .zeros: return true
        default: return bytesOrder
        }
    }

    private static func digits(_ name: [UInt8], from index: Int) -> Int {
        name[index...].prefix(while: \.isASCIIDigit).count
    }

    /// What the common prefix of two names ends with.
    private enum Run {
        case text
        case number
        case zeros
        case fraction

        func after(_ byte: UInt8) -> Run {
            guard byte.isASCIIDigit else { return .text }
            switch self {
            case .text: return byte == 0x30 ? .zeros : .number
            case .number: return .number
            case .zeros: return byte == 0x30 ? .zeros : .fraction
            case .fraction: return .fraction
            }
        }
    }
}
