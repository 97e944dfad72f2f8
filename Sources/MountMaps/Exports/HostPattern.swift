import SourceText

/// A wildcard of exports(5), matched as `support/nfs/wildmat.c: wildmat` does: `*` and `?` also match dots, and case is
/// ignored.
struct HostPattern {
    let pattern: [UInt8]

    init(_ pattern: some Sequence<UInt8>) {
        self.pattern = pattern.asciiLowercased
    }

    /// Whether the pattern matches a whole name; the time is at most proportional to the product of their lengths.
    func matches(_ name: some Sequence<UInt8>) -> Bool {
        let name = name.asciiLowercased
        var (index, offset) = (0, 0)
        var retry: (index: Int, offset: Int)?
        while offset < name.count {
            if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
                index += 1
                retry = (index, offset)
            } else if let next = step(index, name[offset]) {
                index = next
                offset += 1
            } else if let last = retry {
                retry = (last.index, last.offset + 1)
                (index, offset) = (last.index, last.offset + 1)
            } else {
                return false
            }
        }
        return pattern[index...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    /// The position in the pattern after the part that matches one byte; nil if it does not match.
    private func step(_ index: Int, _ byte: UInt8) -> Int? {
        guard index < pattern.count else { return nil }
        switch pattern[index] {
        case UInt8(ascii: "?"): return index + 1
        case UInt8(ascii: "["): return set(index + 1, byte)
        case .backslash where index + 1 < pattern.count: return pattern[index + 1] == byte ? index + 2 : nil
        default: return pattern[index] == byte ? index + 1 : nil
        }
    }

    private func set(_ start: Int, _ byte: UInt8) -> Int? {
        var index = start
        let isNegated = index < pattern.count && pattern[index] == UInt8(ascii: "^")
        if isNegated { index += 1 }
        let first = index
        var isFound = false
        while index < pattern.count {
            if pattern[index] == UInt8(ascii: "]"), index > first {
                return isFound != isNegated ? index + 1 : nil
            }
            if index + 2 < pattern.count, pattern[index + 1] == UInt8(ascii: "-"),
                pattern[index + 2] != UInt8(ascii: "]")
            {
                if pattern[index] <= byte, byte <= pattern[index + 2] { isFound = true }
                index += 3
            } else {
                if pattern[index] == byte { isFound = true }
                index += 1
            }
        }
        return nil
    }
}
