import SourceText

/// A map entry to write: a key, options and a location.
public struct AutomountMapLine: Sendable, Hashable {
    /// The key of an entry.
    public enum Key: Sendable, Hashable {
        /// A name below the mount point, or an absolute path in a direct map.
        case name(String)
        /// Matches every name that has no entry of its own.
        case wildcard
    }

    /// The source of an entry's mount.
    public enum Location: Sendable, Hashable {
        /// A path on an NFS server.
        case server(String, AutomountPath)
        /// A location without a host: a path on the client, or the source of another file system type.
        case local(AutomountPath)
    }

    /// The key.
    public let key: Key
    /// The options in order, each without commas; `fstype=` is one of them.
    public let options: [String]
    /// The location.
    public let location: Location

    /// Describes an entry.
    public init(key: Key, options: [String] = [], location: Location) {
        self.key = key
        self.options = options
        self.location = location
    }

    /// Returns the line with its LF, escaped so that automount 5.1 reads the same value back.
    ///
    /// - Throws: ``MapLineError`` if no line can express the value.
    public func text() throws(MapLineError) -> [UInt8] {
        try Self.text(of: key) + [MapByte.space] + valueText() + [MapByte.newline]
    }

    /// Returns the text after the key: the options and the location.
    ///
    /// A map in LDAP stores the same text.
    ///
    /// - Throws: ``MapLineError`` if no line can express the value.
    public func valueText() throws(MapLineError) -> [UInt8] {
        var line: [UInt8] = []
        let options = try optionText()
        if !options.isEmpty { line += options + [MapByte.space] }
        let value = try locationText()
        guard options.count + 1 + value.count <= AutomountLimits.entryLength else {
            throw MapLineError(.location, "the entry has more than \(AutomountLimits.entryLength) bytes")
        }
        return line + value
    }

    private static func text(of key: Key) throws(MapLineError) -> [UInt8] {
        guard case .name(let name) = key else { return [MapByte.star] }
        let bytes = Array(name.utf8)
        let isDirect = bytes.first == MapByte.slash
        guard !["", "*", ".", ".."].contains(name), isDirect || !bytes.contains(MapByte.slash),
            !bytes.contains("//".utf8)
        else {
            throw MapLineError(
                .key,
                "'\(printable(name, limit: 200))' cannot be a key: it is empty, \"*\", \".\" or \"..\", or has a misplaced slash"
            )
        }
        let forbidden: [UInt8] = [MapByte.newline, MapByte.nul, MapByte.quote]
        guard !bytes.contains(where: forbidden.contains) else {
            throw MapLineError(
                .key,
                "'\(printable(name, limit: 200))' cannot be a key: it contains a line end, a NUL or a double quote"
            )
        }
        let isPlain = bytes.allSatisfy { MapByte.isNameByte($0) || "-./@%=,~:".utf8.contains($0) }
        let written = isPlain ? bytes : [MapByte.quote] + bytes + [MapByte.quote]
        guard written.count <= AutomountLimits.keyLength else {
            throw MapLineError(
                .key,
                "'\(printable(name, limit: 200))' cannot be a key: in the file it would be longer than \(AutomountLimits.keyLength) bytes"
            )
        }
        return written
    }

    private func optionText() throws(MapLineError) -> [UInt8] {
        var text = ProtectedText()
        for option in options {
            guard !option.isEmpty, !option.utf8.contains(MapByte.comma) else {
                throw MapLineError(
                    .option,
                    "'\(printable(option, limit: 200))' is not a single option: it is empty or contains a comma"
                )
            }
            text.appendRaw(text.bytes.isEmpty ? "-" : ",")
            try text.append(option, for: .option)
        }
        return text.bytes
    }

    private func locationText() throws(MapLineError) -> [UInt8] {
        var text = ProtectedText()
        let path: AutomountPath
        switch location {
        case .server(let host, let remote):
            try Self.check(host)
            guard remote.text.hasPrefix("/") else {
                throw MapLineError(
                    .location,
                    "'\(printable(remote.text, limit: 200))' is not an absolute path on the server \(host)"
                )
            }
            try Self.checkColons(in: remote.text)
            text.appendRaw(host)
            path = remote
        case .local(let source):
            try Self.checkColons(in: source.text)
            path = source
        }
        text.appendRaw(":")
        for piece in path.pieces {
            switch piece {
            case .text(let part): try text.append(part, for: .location)
            case .key: text.appendRaw("&")
            }
        }
        return text.bytes
    }

    private static func check(_ host: String) throws(MapLineError) {
        let bytes = host.utf8
        let isBracketed = bytes.first == UInt8(ascii: "[") && bytes.last == UInt8(ascii: "]")
        let allowed = isBracketed ? "-._:%[]" : "-._"
        let isHost = bytes.allSatisfy { MapByte.isNameByte($0) || allowed.utf8.contains($0) }
        guard !bytes.isEmpty, bytes.first != MapByte.dash, isHost else {
            throw MapLineError(
                .location,
                "'\(printable(host, limit: 200))' is not a server name or address that a location can contain"
            )
        }
    }

    /// Rejects `:/` in a path: `lib/parse_subs.c: chunklen` treats each `:/` as the start of another server's path.
    private static func checkColons(in path: String) throws(MapLineError) {
        guard !path.utf8.contains(":/".utf8) else {
            throw MapLineError(
                .location,
                "'\(printable(path, limit: 200))' cannot be written: automount would read part of it as another server"
            )
        }
    }
}
