import MountMaps
import SourceText

/// One offset of a multi-mount: a path below the key with its own options and locations.
struct Offset {
    /// The path below the key, beginning with a slash; `/` for the key itself.
    let path: [UInt8]
    /// The options of the entry, which all offsets share: with a copy for each, the memory would grow with the square
    /// of the entry's length.
    let inherited: [UInt8]
    /// Its own option words.
    let words: [[UInt8]]
    let location: [UInt8]

    /// The options of the entry joined with its own, as text (`modules/parse_sun.c: parse_mapent`,
    /// `update_offset_entry`; cases multi-mount-019, multi-mount-021, multi-mount-109).
    var options: [UInt8] { words.reduce(inherited) { EntryOptions.joined($0, $1) } }

    /// Whether the path ends in `/.`, so it names a directory that exists already
    /// (`daemon/direct.c: mount_autofs_offset`; cases offset-dot-001 to offset-dot-013).
    var endsInDot: Bool { path.suffix(2).elementsEqual("/.".utf8) }

    /// The components of the path as written, with dots.
    ///
    /// Automount compares these to decide which offset lies below which (`lib/cache.c: cache_get_offset_parent`,
    /// `lib/mounts.c: tree_mapent_add_node`; cases rule-offset-dots-006 to rule-offset-dots-009, rule-offset-dots-020
    /// to rule-offset-dots-024).
    var nesting: [[UInt8]] { path.split(separator: MapByte.slash).map(Array.init) }

    /// Whether `..` is one of its components.
    var containsDotDot: Bool { nesting.contains { $0.elementsEqual("..".utf8) } }

    /// Whether the offset exists only once another offset is mounted that is not on the way to a path.
    ///
    /// An offset with `..` can lead back through another one. By its text it lies below that one, so automount skips it
    /// until the other is mounted (`lib/mounts.c: tree_mapent_traverse_subtree`; cases rule-offset-dots-007,
    /// rule-offset-dots-008, rule-offset-dots-022).
    ///
    /// - Parameters:
    ///   - nestings: The components of all offsets.
    ///   - rest: The path below the key.
    /// - Returns: Whether it waits.
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
///
/// The rules:
/// 1. An entry is a multi-mount if it begins with a slash, or a later word does, perhaps after a quote
///    (`modules/parse_sun.c: check_is_multi`; cases multi-mount-033, multi-mount-034).
/// 2. In 5.1.8 a later word that begins with a dash is enough. From 5.1.9 a slash must follow the dash
///    (`modules/parse_sun.c: check_is_multi`; cases options-088, multi-mount-035, later-dash-word-093).
/// 3. Option words between locations are skipped as words. Locations may contain blanks before `:/`
///    (`modules/parse_sun.c: check_is_multi`, `lib/parse_subs.c: chunklen`; cases multi-mount-115, multi-mount-117).
/// 4. An offset without a location makes the whole entry invalid (`modules/parse_sun.c: update_offset_entry`;
///    cases multi-mount-040, multi-mount-041, malformed-010).
/// 5. Of two offsets with one path the later counts (`lib/cache.c: cache_update_offset`; cases multi-mount-046,
///    multi-mount-047, multi-mount-048).
/// 6. If the first word is not an offset, it belongs to the root `/` (`modules/parse_sun.c: parse_mount`;
///    cases multi-mount-033, multi-mount-035).
/// 7. An offset ends at a blank or tab. Other white space belongs to it and makes it invalid
///    (`lib/parse_subs.c: span_space`, `sanitize_path`; cases offset-space-001 to offset-space-013).
/// 8. Trailing slashes of an offset are removed (`modules/parse_sun.c: update_offset_entry`; case multi-mount-048).
enum MultiMount {
    /// Whether the text after the leading options is a multi-mount.
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

    /// The offsets in the order of the entry; of two with one path the later counts.
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
            let start = text
            let path = try takePath(from: &text)
            text.skipSpace()
            let words = try EntryOptions.takeOffsetWords(from: &text, after: options, trace: trace)
            let location = try LocationText.takeUpToOffset(from: &text, version: version)
            guard !location.isEmpty else {
                if offsets.isEmpty, words.isEmpty, let slash = SlashFirst(start, options: options) {
                    throw slash.failure
                }
                throw ResolutionFailure(
                    .badEntry,
                    "the offset \(shown(path)) has no location",
                    help:
                        "write host:/path after the offset; one bad offset makes the whole entry invalid"
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
        // Other white space, such as a carriage return, belongs to the offset and makes it invalid
        // (case offset-space-001).
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
