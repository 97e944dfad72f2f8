import MountMaps
import SourceText

/// One offset of a multi-mount: a path below the key with its own options and locations.
struct Offset {
    /// The path below the key, beginning with a slash; `/` for the key itself.
    let path: [UInt8]
    /// The options of the entry, which all offsets share: each with a copy would take the square of the entry's length.
    let inherited: [UInt8]
    /// The option words of its own.
    let words: [[UInt8]]
    let location: [UInt8]

    /// The options of the entry and its own.
    var options: [UInt8] { words.reduce(inherited) { EntryOptions.joined($0, $1) } }

    /// Whether the path names the directory before its last slash, such as `/.` that of the key.
    var endsInDot: Bool { path.suffix(2).elementsEqual("/.".utf8) }

    /// The names of the path as written, dots among them: by these automount tells which offset lies below which.
    var nesting: [[UInt8]] { path.split(separator: MapByte.slash).map(Array.init) }

    /// Whether `..` is one of its components.
    var containsDotDot: Bool { nesting.contains { $0.elementsEqual("..".utf8) } }

    /// Whether the offset goes back over the name of another one that is not on the way to a path: it lies inside that one,
    /// and is there once that is mounted.
    ///
    /// - Parameters:
    ///   - nestings: The names of all offsets.
    ///   - rest: The path below the key.
    /// - Returns: Whether it does.
    func waits(inside nestings: Set<[[UInt8]]>, onTheWayTo rest: [[UInt8]]) -> Bool {
        guard containsDotDot else { return false }
        let own = nesting
        return own.indices.dropFirst().contains { count in
            let outer = Array(own[..<count])
            let path = PathComponents(Array(outer.joined(separator: [MapByte.slash])))
            return nestings.contains(outer) && !rest.starts(with: path.components)
        }
    }
}

/// Entries that mount several file systems below one key.
enum MultiMount {
    /// Whether what follows the leading options is a multi-mount: its first byte is a slash, or a word after
    /// the first location begins with a slash, or with a dash that in versions from 5.1.9 a slash must follow.
    static func isMultiMount(_ remaining: EntryText, version: AutofsVersion) -> Bool {
        var text = remaining
        if text.next == MapByte.quote { text.advance() }
        if text.next == MapByte.slash { return true }
        var isFirst = true
        while !text.isAtEnd {
            text.skipSpace()
            if !isFirst {
                if text.next == MapByte.quote { text.advance() }
                if text.next == MapByte.dash {
                    if version.takesOptionsForOffset { return true }
                    text.advance()
                }
                if text.next == MapByte.slash { return true }
            }
            while text.next == MapByte.dash {
                _ = text.takeWord()
                text.skipSpace()
            }
            _ = text.takeLocationWord()
            isFirst = false
        }
        return false
    }

    /// Takes the offsets apart, in the order of the entry; of two with one path the later counts.
    static func offsets(
        from remaining: EntryText,
        options: [UInt8],
        version: AutofsVersion,
        trace: Trace?
    ) throws(ResolutionFailure) -> [Offset] {
        var text = remaining
        var offsets: [Offset] = []
        var positions: [[UInt8]: Int] = [:]
        repeat {
            let path = try takePath(from: &text)
            text.skipSpace()
            let words = try EntryOptions.takeOffsetWords(from: &text, after: options, trace: trace)
            let location = try LocationText.takeUpToOffset(from: &text, version: version)
            guard !location.isEmpty else {
                throw ResolutionFailure(
                    .badEntry,
                    "the offset \(shown(path)) has no location",
                    help:
                        "write host:/path after the offset; one bad offset makes automount refuse the whole entry"
                )
            }
            let offset = Offset(path: path, inherited: options, words: words, location: location)
            if let position = positions[path] {
                offsets[position] = offset
            } else {
                positions[path] = offsets.count
                offsets.append(offset)
            }
        } while text.beginsOffset
        return offsets
    }

    private static func takePath(from text: inout EntryText) throws(ResolutionFailure) -> [UInt8] {
        guard text.beginsOffset else { return [MapByte.slash] }
        let written = text.takeOffset()
        // A carriage return and its like belong to the offset, which is not valid with them.
        let endsInSpace = text.next.map {
            !$0.isASCIISpace || $0.isASCIIBlank || $0 == MapByte.newline
        }
        guard endsInSpace ?? true, var path = AutomountKey.name(ofWritten: written),
            path.first == MapByte.slash
        else {
            throw ResolutionFailure(
                .badEntry,
                "the offset \(shown(written)) is not valid",
                help: "begin the offset with a slash, and put bytes beyond ASCII in double quotes"
            )
        }
        while path.count > 1, path.last == MapByte.slash { path.removeLast() }
        return path
    }
}
