import MountMaps

/// One offset of a multi-mount: a path below the key with its own options and locations.
struct Offset {
    /// The path below the key, beginning with a slash; `/` for the key itself.
    let path: [UInt8]
    let options: [UInt8]
    let location: [UInt8]
}

/// Entries that mount several file systems below one key.
enum MultiMount {
    /// Whether what follows the leading options is a multi-mount: its first byte is a slash, or a word after
    /// the first location begins with a slash or a dash.
    static func isMultiMount(_ remaining: EntryText) -> Bool {
        var text = remaining
        if text.next == MapByte.quote { text.advance() }
        if text.next == MapByte.slash { return true }
        var isFirst = true
        while !text.isAtEnd {
            text.skipSpace()
            if !isFirst {
                if text.next == MapByte.quote { text.advance() }
                if text.next == MapByte.slash || text.next == MapByte.dash { return true }
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
        trace: Trace?
    ) throws(ResolutionFailure) -> [Offset] {
        var text = remaining
        var offsets: [Offset] = []
        var positions: [[UInt8]: Int] = [:]
        repeat {
            let path = try takePath(from: &text)
            text.skipSpace()
            let own = try EntryOptions.takeOffsetOptions(from: &text, after: options, trace: trace)
            let location = try LocationText.takeUpToOffset(from: &text)
            guard !location.isEmpty else {
                throw ResolutionFailure(
                    .badEntry,
                    "the offset \(shown(path)) has no location",
                    help:
                        "write host:/path after the offset; one bad offset makes automount refuse the whole entry"
                )
            }
            let offset = Offset(path: path, options: own, location: location)
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
        guard var path = AutomountKey.name(ofWritten: written), path.first == MapByte.slash else {
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
