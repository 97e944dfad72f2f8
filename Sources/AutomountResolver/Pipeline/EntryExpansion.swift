import MountMaps

/// Replaces `&` and variables in an entry, and turns colons in paths into slashes.
///
/// One pass from left to right, as autofs(5) and automount 5.1.8 do it: nothing in double quotes is touched,
/// and `\x` yields `x` as it is, without the backslash.
struct EntryExpansion {
    let key: [UInt8]
    let variables: VariableTable
    let slashifiesColons: Bool

    /// The entry with everything replaced.
    func expand(_ entry: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var isInPath = false
        var rest = entry
        while let byte = rest.popFirst() {
            switch byte {
            case MapByte.ampersand:
                appendKey(to: &result)
            case MapByte.dollar:
                appendVariable(from: &rest, to: &result)
            case MapByte.backslash:
                if let escaped = rest.popFirst() { result.append(escaped) }
            case MapByte.quote:
                let quoted = rest.prefix { $0 != MapByte.quote }
                result.append(byte)
                result += quoted
                rest = rest.dropFirst(quoted.count)
                if let closing = rest.popFirst() { result.append(closing) }
            case MapByte.colon:
                result.append(isInPath && slashifiesColons ? MapByte.slash : byte)
                if rest.first == MapByte.slash { isInPath = true }
            default:
                if MapByte.isSpace(byte) { isInPath = false }
                result.append(byte)
            }
        }
        return result
    }

    /// The key, its white space escaped so that it survives splitting.
    private func appendKey(to result: inout [UInt8]) {
        for byte in key {
            if MapByte.isSpace(byte) { result.append(MapByte.backslash) }
            result.append(byte)
        }
    }

    private func appendVariable(from rest: inout ArraySlice<UInt8>, to result: inout [UInt8]) {
        guard let first = rest.first, !MapByte.isBlank(first) else {
            result.append(MapByte.dollar)
            return
        }
        let name: ArraySlice<UInt8>
        if first == UInt8(ascii: "{") {
            guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else {
                rest = rest.suffix(0)
                return
            }
            name = rest[rest.startIndex + 1..<end]
            rest = rest[(end + 1)...]
        } else {
            name = rest.prefix(while: MapByte.isNameByte)
            rest = rest.dropFirst(name.count)
        }
        if let value = variables.value(of: name) { result += value }
    }
}
