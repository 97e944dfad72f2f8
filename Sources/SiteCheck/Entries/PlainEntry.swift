import MountMaps
import SourceText

/// Entries of the form that nearly all have, of which the resolver need not be asked: `[-options] host:/path`.
enum PlainEntry {
    /// Whether nothing in an entry is replaced, escaped or quoted, and every automount takes it.
    static func matches(_ value: ArraySlice<UInt8>) -> Bool {
        var rest = value
        if rest.first == MapByte.dash {
            let options = rest.dropFirst().prefix(while: isOptionByte)
            guard !options.isEmpty else { return false }
            rest = rest[options.endIndex...]
            let blanks = rest.prefix(while: \.isASCIIBlank)
            guard !blanks.isEmpty else { return false }
            rest = rest[blanks.endIndex...]
        }
        let host = rest.prefix(while: isHostByte)
        guard !host.isEmpty, host.first != MapByte.dash, rest[host.endIndex...].starts(with: ":/".utf8) else {
            return false
        }
        return rest[(host.endIndex + 2)...].allSatisfy(isPathByte)
    }

    private static func isOptionByte(_ byte: UInt8) -> Bool {
        isHostByte(byte) || byte == MapByte.comma || byte == MapByte.equals || byte == MapByte.colon
            || byte == MapByte.slash
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        MapByte.isNameByte(byte) || byte == MapByte.dash || byte == UInt8(ascii: ".")
    }

    private static func isPathByte(_ byte: UInt8) -> Bool {
        isHostByte(byte) || byte == MapByte.slash || byte == MapByte.ampersand || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: "@")
    }
}
