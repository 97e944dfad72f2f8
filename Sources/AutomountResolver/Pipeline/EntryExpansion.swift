import MountMaps
import SourceText

/// Replaces `&` and variables in an entry, and turns colons in paths into slashes.
///
/// One pass from left to right, as autofs(5) and automount 5.1.8 do it: nothing in double quotes is touched,
/// and `\x` yields `x` as it is, without the backslash.
struct EntryExpansion {
    let key: [UInt8]
    let variables: VariableTable
    let slashifiesColons: Bool
    let trace: Trace?

    /// What was replaced, to be told once for each.
    private struct Replaced {
        var keys = 0
        var colons = 0
        var names: Set<[UInt8]> = []
    }

    /// The entry with everything replaced.
    func expand(_ entry: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(entry.count + key.count)
        var replaced = Replaced()
        var isInPath = false
        var rest = entry
        while let byte = rest.popFirst() {
            switch byte {
            case MapByte.ampersand:
                appendKey(to: &result)
                replaced.keys += 1
            case MapByte.dollar:
                appendVariable(from: &rest, to: &result, noting: &replaced)
            case MapByte.backslash:
                if let escaped = rest.popFirst() { result.append(escaped) }
            case MapByte.quote:
                let quoted = rest.prefix { $0 != MapByte.quote }
                result.append(byte)
                result += quoted
                rest = rest.dropFirst(quoted.count)
                if let closing = rest.popFirst() { result.append(closing) }
            case MapByte.colon:
                let becomesSlash = isInPath && slashifiesColons
                result.append(becomesSlash ? MapByte.slash : byte)
                if becomesSlash { replaced.colons += 1 }
                if rest.first == MapByte.slash { isInPath = true }
            default:
                if byte.isASCIISpace { isInPath = false }
                result.append(byte)
            }
        }
        note(replaced)
        return result
    }

    /// The key, its white space escaped so that it survives splitting.
    private func appendKey(to result: inout [UInt8]) {
        for byte in key {
            if byte.isASCIISpace { result.append(MapByte.backslash) }
            result.append(byte)
        }
    }

    private func appendVariable(
        from rest: inout ArraySlice<UInt8>,
        to result: inout [UInt8],
        noting replaced: inout Replaced
    ) {
        guard let first = rest.first, !first.isASCIIBlank else {
            result.append(MapByte.dollar)
            return
        }
        let name: ArraySlice<UInt8>
        if first == UInt8(ascii: "{") {
            guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else {
                trace?.note(
                    .variable,
                    [MapByte.dollar] + rest,
                    [],
                    detail: "the brace is never closed, so automount drops the rest of the entry"
                )
                rest = rest.suffix(0)
                return
            }
            name = rest[rest.startIndex + 1..<end]
            rest = rest[(end + 1)...]
        } else {
            name = rest.prefix(while: MapByte.isNameByte)
            rest = rest.dropFirst(name.count)
        }
        let value = variables.value(of: name)
        if let value { result += value.text.utf8 }
        guard let trace, replaced.names.insert(Array(name)).inserted else { return }
        trace.note(
            .variable,
            "${\(String(decoding: name, as: UTF8.self))}",
            value?.text ?? "",
            detail: value.map { "from \($0.origin.rawValue)" } ?? "nobody defines it: it becomes nothing"
        )
    }

    private func note(_ replaced: Replaced) {
        guard let trace else { return }
        if replaced.keys > 0 {
            var text: [UInt8] = []
            appendKey(to: &text)
            let isEscaped = text.count != key.count
            trace.note(
                .ampersand,
                [MapByte.ampersand],
                text,
                detail: [
                    replaced.keys > 1 ? "in \(replaced.keys) places" : nil,
                    isEscaped ? "white space of the key gets a backslash" : nil,
                ].compactMap(\.self).joined(separator: "; ")
            )
        }
        if replaced.colons > 0 {
            trace.note(
                .colonToSlash,
                ":",
                "/",
                detail:
                    "in \(replaced.colons) \(replaced.colons == 1 ? "place" : "places") after the colon before a "
                    + "path; --no-slashify-colons in the master map keeps them"
            )
        }
    }
}
