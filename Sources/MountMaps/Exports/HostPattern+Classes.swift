import SourceText

/// The classes of a wildcard, found as `support/nfs/wildmat.c: DoMatch` reads them.
extension HostPattern {
    /// The bytes between the brackets of each closed class.
    var classes: [ArraySlice<UInt8>] { scan().closed.map { pattern[$0] } }

    /// Whether a class has no `]`.
    var hasOpenClass: Bool { scan().open != nil }

    /// Whether a comparison with a name reads past the end of the word, so that the bytes after it in memory decide.
    ///
    /// That happens after a class without `]`, if the name has a byte of the class there; and always if the class ends
    /// in the middle of a range.
    func readsPastEnd(comparing name: some Sequence<UInt8>) -> Bool {
        guard let open = scan().open else { return false }
        let contents = pattern[(open + 1)...]
        let isCut = contents.count > 1 && contents.last == UInt8(ascii: "-")
        let isAnyByte = isCut || contents.elementsEqual("^".utf8)
        let start = isAnyByte ? Array(pattern[..<open]) + "?*".utf8 : pattern + "]*".utf8
        return HostPattern(start).matches(name)
    }

    private func scan() -> (closed: [Range<Int>], open: Int?) {
        var closed: [Range<Int>] = []
        var index = 0
        while index < pattern.count {
            switch pattern[index] {
            case .backslash: index += 2
            case UInt8(ascii: "["):
                var start = index + 1
                if start < pattern.count, pattern[start] == UInt8(ascii: "^") { start += 1 }
                // Directly after the beginning, `]` is an ordinary byte.
                let rest = pattern[min(start + 1, pattern.count)...]
                guard let end = rest.firstIndex(of: UInt8(ascii: "]")) else { return (closed, index) }
                closed.append((index + 1)..<end)
                index = end + 1
            default: index += 1
            }
        }
        return (closed, nil)
    }
}
