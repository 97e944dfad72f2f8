import SourceText

/// A master map line to write: a mount point, its map, and options for all entries.
public struct MasterMapLine: Sendable, Hashable {
    /// The mount point; `/-` for a direct map.
    public let mountPoint: String
    /// The map: a path, a name, or a built-in map such as `-hosts` or `-null`.
    public let map: String
    /// Automount's options, such as `--timeout=300`, and mount options for every entry, such as `nosuid`.
    public let options: [String]

    /// Creates a line; nothing is checked until ``text()``.
    public init(mountPoint: String, map: String, options: [String] = []) {
        self.mountPoint = mountPoint
        self.map = map
        self.options = options
    }

    /// Returns the line with its LF, escaped so that automount 5.1 reads the same value back.
    ///
    /// - Throws: ``MapLineError`` if no line can express the value.
    public func text() throws(MapLineError) -> [UInt8] {
        var line = try Self.text(ofMountPoint: mountPoint)
        line.append(MapByte.space)
        line += try Self.text(ofMap: map)
        for option in options {
            try Self.check(option)
            line.append(MapByte.space)
            line += option.utf8
        }
        line.append(MapByte.newline)
        try verify(line)
        return line
    }

    private static func text(ofMountPoint path: String) throws(MapLineError) -> [UInt8] {
        let bytes = Array(path.utf8)
        let objection: String? =
            if bytes.first != MapByte.slash {
                "it is not absolute"
            } else if bytes.count == 1 {
                "automount does not mount on the root"
            } else if bytes.last == MapByte.slash {
                "it ends with a slash"
            } else if bytes.contains("//".utf8) {
                "it has two slashes in a row"
            } else {
                nil
            }
        if let objection {
            throw MapLineError(
                .key,
                "'\(printable(path, limit: 200))' cannot be a mount point: \(objection)"
            )
        }
        var written: [UInt8] = []
        var wasEscaped = false
        for byte in bytes {
            guard byte >= 32, byte != 127 else {
                throw MapLineError(
                    .key,
                    "'\(printable(path, limit: 200))' cannot be a mount point: it contains a control character"
                )
            }
            let isSpecial = byte.isASCIIBlank || byte == MapByte.quote || byte == MapByte.backslash
            // read_one of modules/lookup_file.c does not recognise an escape directly after an escaped byte.
            guard !(isSpecial && wasEscaped) else {
                throw MapLineError(
                    .key,
                    "'\(printable(path, limit: 200))' cannot be a mount point: it has two blanks, quotes or backslashes in a row"
                )
            }
            if isSpecial { written.append(MapByte.backslash) }
            written.append(byte)
            wasEscaped = isSpecial
        }
        guard written.count <= AutomountLimits.keyLength else {
            throw MapLineError(
                .key,
                "'\(printable(path, limit: 200))' cannot be a mount point: in the file it would be longer than \(AutomountLimits.keyLength) bytes"
            )
        }
        return written
    }

    private static func text(ofMap map: String) throws(MapLineError) -> [UInt8] {
        if map == "-hosts" || map == "-null" { return Array(map.utf8) }
        guard !map.isEmpty, !map.utf8.contains("//".utf8), !map.utf8.contains(MapByte.quote) else {
            throw MapLineError(
                .map,
                "'\(printable(map, limit: 200))' cannot be a map: it is empty, or contains a quote or two slashes in a row"
            )
        }
        var written: [UInt8] = []
        for byte in map.utf8 {
            guard byte >= 32, byte != 127 else {
                throw MapLineError(
                    .map,
                    "'\(printable(map, limit: 200))' cannot be a map: it contains a control character"
                )
            }
            // Other bytes have a meaning for the lexer of the master map (`daemon/master_tok.l`) unless a backslash is
            // before them, and a dash has one at the beginning. The line is read back afterwards.
            let isPlain = MapByte.isNameByte(byte) || "./@%+~".utf8.contains(byte)
            if !isPlain, byte < 128, byte != MapByte.dash || written.isEmpty {
                written.append(MapByte.backslash)
            }
            written.append(byte)
        }
        return written
    }

    private static func check(_ option: String) throws(MapLineError) {
        let bytes = Array(option.utf8)
        var scanner = MasterOptionScanner(bytes[...], from: 0)
        let isRead = (try? scanner.options(allowsSeparator: false)) != nil
        guard isRead, scanner.ignored.isEmpty, scanner.words.count == 1,
            scanner.words.first?.range == bytes.indices
        else {
            throw MapLineError(
                .option,
                "'\(printable(option, limit: 200))' is not an option that the master map can contain"
            )
        }
    }

    /// Reads the line back and compares the mount point and the map; ``check(_:)`` has checked each option.
    private func verify(_ line: [UInt8]) throws(MapLineError) {
        let document = MasterMapDocument(SourceFile(name: "", bytes: line))
        let entries = document.entries
        guard entries.count == 1, let entry = entries.first, entry.mountPoint == Array(mountPoint.utf8) else {
            throw MapLineError(
                .key,
                "the line for '\(printable(mountPoint, limit: 200))' cannot be written in a form that automount reads back correctly"
            )
        }
        switch entry.target {
        case .hosts: if map == "-hosts" { return }
        case .null: if map == "-null" { return }
        case .maps(let sources):
            if sources.count == 1, sources.first?.map == MapSourceName(name: Array(map.utf8)) { return }
        }
        throw MapLineError(
            .map,
            "the map '\(printable(map, limit: 200))' cannot be written in a form that automount reads back correctly"
        )
    }
}
