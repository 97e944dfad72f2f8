import SourceText

/// A path and the directories above it, from the innermost to `/`.
package struct PathAncestors: Sequence, IteratorProtocol {
    private var upcoming: [UInt8]?

    /// Begins at a path, or, with a length limit, at its innermost ancestor within that limit.
    package init(_ path: [UInt8], longest: Int = .max) {
        guard path.count > longest, longest > 0 else {
            upcoming = path.first == .slash ? path : nil
            return
        }
        let end = path[...longest].lastIndex(of: .slash) ?? 0
        let ancestor = end == 0 ? [.slash] : Array(path[..<end])
        upcoming = path.first == .slash ? ancestor : nil
    }

    package mutating func next() -> [UInt8]? {
        guard let current = upcoming else { return nil }
        if current == [.slash] {
            upcoming = nil
        } else {
            let end = current.lastIndex(of: .slash) ?? 0
            upcoming = end == 0 ? [.slash] : Array(current[..<end])
        }
        return current
    }
}

extension [UInt8] {
    /// The path without repeated or trailing slashes.
    package var normalisedPath: [UInt8] {
        let joined = split(separator: .slash).flatMap { [.slash] + $0 }
        return joined.isEmpty ? [.slash] : joined
    }

    /// Whether a path is this directory or is below it.
    package func isDirectory(holding path: [UInt8]) -> Bool {
        if self == [.slash] { return path.first == .slash }
        return path.starts(with: self) && (path.count == count || path[count] == .slash)
    }
}

/// The octal escapes in tables of the kernel: a backslash and three digits.
package enum OctalEscapes {
    package static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(UInt8(ascii: "\\")) else { return Array(text) }
        var result: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            let isEscape =
                byte == UInt8(ascii: "\\") && digits.count == 3 && (0x30...0x33).contains(digits.first ?? 0)
                && digits.allSatisfy { (0x30...0x37).contains($0) }
            guard isEscape else {
                result.append(byte)
                continue
            }
            result.append(digits.reduce(0) { $0 << 3 | ($1 & 7) })
            rest = rest.dropFirst(3)
        }
        return result
    }
}

extension Set<[UInt8]> {
    /// Adds a path and every directory above it except `/`.
    package mutating func insertWithAncestors(_ path: [UInt8]) {
        for ancestor in PathAncestors(path) where ancestor.count > 1 {
            guard insert(ancestor).inserted else { return }
        }
    }
}
