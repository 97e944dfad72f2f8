/// Turns a key or an offset of a map, as written, into the name that automount looks up.
///
/// Follows `lib/parse_subs.c: sanitize_path` of autofs 5.1: quotes are removed, `\x` becomes `x`, and repeated slashes
/// become one. A byte below 32 outside quotes makes the key invalid; so does a byte above 127, because the C code
/// compares `char`, which is signed on x86.
public enum AutomountKey {
    /// Returns the name for a written key; `nil` if the key is invalid and never matches.
    public static func name(ofWritten written: some Sequence<UInt8>) -> [UInt8]? {
        var name: [UInt8] = []
        var isQuoted = false
        var isEscaped = false
        var followsSlash = false
        for byte in written {
            if isEscaped {
                isEscaped = false
                followsSlash = false
                name.append(byte)
                continue
            }
            if byte == MapByte.quote {
                isQuoted.toggle()
                continue
            }
            if !isQuoted {
                guard byte >= 32, byte <= 127 else { return nil }
                if byte == MapByte.backslash {
                    isEscaped = true
                    continue
                }
            }
            if byte == MapByte.slash, followsSlash { continue }
            followsSlash = byte == MapByte.slash
            name.append(byte)
        }
        guard !isQuoted else { return nil }
        if let end = name.firstIndex(of: MapByte.nul) { name.removeSubrange(end...) }
        return name
    }

    /// Whether a written key is its own name: it has no quote, escape, doubled slash or invalid byte.
    static func isPlain(_ written: ArraySlice<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in written {
            if byte < 33 || byte > 127 || byte == MapByte.quote || byte == MapByte.backslash { return false }
            if byte == MapByte.slash, previous == MapByte.slash { return false }
            previous = byte
        }
        return true
    }
}
