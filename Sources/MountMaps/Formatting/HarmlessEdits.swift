import SourceText

/// The edits among those of a formatter after which a file still means what it meant.
///
/// A formatter is made so that all of them are; this is the proof at run time. Where one is not, it is found by
/// halving and left out. The trials have an end: a file that defies them is formatted in part.
enum HarmlessEdits {
    private static let trials = 64

    static func among(
        _ edits: [TextEdit],
        in file: SourceFile,
        keepsMeaning: (SourceFile) -> Bool
    ) -> [TextEdit] {
        var harmless: [TextEdit] = []
        var pending = [edits[...]]
        var trials = trials
        while let part = pending.popLast(), !part.isEmpty, trials > 0 {
            trials -= 1
            let changed = file.applying(harmless + part).file
            if keepsSubstance(file.bytes, changed.bytes), keepsMeaning(changed) {
                harmless += part
            } else if part.count > 1 {
                let middle = part.startIndex + part.count / 2
                pending.append(part[middle...])
                pending.append(part[..<middle])
            }
        }
        return harmless
    }

    /// Whether two texts have the same bytes but for white space.
    private static func keepsSubstance(_ old: [UInt8], _ new: [UInt8]) -> Bool {
        old.lazy.filter { !$0.isASCIISpace }.elementsEqual(new.lazy.filter { !$0.isASCIISpace })
    }
}
