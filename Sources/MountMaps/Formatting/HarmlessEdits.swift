import SourceText

/// Selects the edits of a formatter that do not change the meaning of a file.
///
/// All edits of a formatter should be harmless; this checks it at run time. A harmful edit is found by bisection and
/// left out. The number of trials is limited, so a file with many harmful edits is only partly formatted.
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

    /// Whether two texts have the same bytes apart from white space.
    private static func keepsSubstance(_ old: [UInt8], _ new: [UInt8]) -> Bool {
        old.lazy.filter { !$0.isASCIISpace }.elementsEqual(new.lazy.filter { !$0.isASCIISpace })
    }
}
