import MountMaps
import SourceText

/// Replaces `&` and variables in an entry, and turns colons in paths into slashes, in one pass from left to right.
///
/// The rules, all in `modules/parse_sun.c: expandsunent` unless another source is named:
/// 1. Each `&` becomes the key, with a backslash before each white space so that it survives splitting
///    (cases wildcard-003, wildcard-056, wildcard-059, wildcard-066).
/// 2. `\x` becomes `x`, unexpanded and without the backslash. This is Debian's behaviour, upstream keeps the backslash
///    (`debian/patches/mount-hidden-samba-shares.patch`; cases quoting-008, quoting-076, variables-077).
/// 3. Nothing in double quotes is expanded (cases wildcard-011, quoting-098).
/// 4. After a colon before a slash, every further colon up to the next white space becomes a slash, unless the map has
///    `--no-slashify-colons` (cases locations-091, options-155, options-156, quoting-040).
/// 5. A dollar at the end or before a blank stays. Before any other byte that begins no name it vanishes
///    (cases malformed-029, variables-074, variables-076).
/// 6. `${` without `}` drops the rest of the entry (cases variables-070, variables-071).
/// 7. A name is the longest run of letters, digits and underscores (cases variables-060, variables-061).
/// 8. An undefined variable becomes nothing, and values are not expanded again (`lib/macros.c: macro_findvar`;
///    cases variables-067, variables-095, variables-096).
struct EntryExpansion {
    let key: [UInt8]
    let variables: VariableTable
    let slashifiesColons: Bool
    let trace: Trace?

    /// What was replaced, noted once for each.
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

    /// Appends the key, with a backslash before each white space.
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
                    detail: "the brace has no partner, so automount drops the rest of the entry"
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
            detail: value.map { "from \($0.origin.rawValue)" } ?? "it is not defined and becomes nothing"
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
