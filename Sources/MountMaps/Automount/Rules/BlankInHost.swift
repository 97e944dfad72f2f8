import SourceText

/// A blank in what automount reads as the hosts of a location, so that it refuses the entry.
///
/// As long as a `:/` is still to come, a blank does not end a word (`lib/parse_subs.c`: `chunklen`), and no host may
/// hold one (`modules/parse_sun.c`: `validate_location`).
struct BlankInHost {
    /// The location as automount reads it.
    let word: ArraySlice<UInt8>
    private let hosts: ArraySlice<UInt8>

    /// Reads a location as written; `nil` if there is no blank before its path.
    init?(_ word: ArraySlice<UInt8>) {
        guard word.first != MapByte.colon, !word.contains(MapByte.quote),
            let colon = word.indices.dropLast().first(where: { EntryText.isColonSlash(at: $0, in: word) }),
            word[..<colon].contains(where: \.isASCIIBlank)
        else { return nil }
        self.word = word
        hosts = word[..<colon]
    }

    /// What to do about it, depending on the word before the blank.
    func cure(after options: ArraySlice<UInt8>) -> String {
        let text = options.suffix(from: options.lastIndex { !MapByte.partsWords($0) } ?? options.endIndex)
        let isBare = options.split(whereSeparator: MapByte.partsWords).last?.elementsEqual("-o".utf8) ?? false
        if text.first == MapByte.comma {
            return "Write the options as one word, without a blank after the comma."
        }
        if isBare {
            return "A map has no -o: write the options as one word after a dash, such as -ro,nosuid."
        }
        if hosts.last?.isASCIIBlank ?? false {
            return "Remove the blank before the colon."
        }
        return
            "Only hosts may be before the colon: options begin with a dash, an offset with a slash, and a key or "
            + "path with a blank needs double quotes."
    }
}
