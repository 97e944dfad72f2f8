public import SourceText

/// Names of files in `/etc/exports.d` that do not do what they seem to.
enum DropInNameRules {
    static let notRead = Rule(
        code: "EXP062",
        name: "drop-in-not-read",
        severity: .warning,
        summary: "A file in exports.d that exportfs does not read.",
        reason:
            "Only names that end in `.exports`, in small letters, with something but a dot in front, are read.",
        cure: "Name it NAME.exports.",
        example: "home.conf",
        corrected: "home.exports"
    )
    static let leftOver = Rule(
        code: "EXP063",
        name: "left-over-read",
        severity: .warning,
        summary: "An editor's left-over in exports.d that exportfs reads.",
        reason: "What it says holds beside what the file itself says, or instead of it.",
        cure: "Remove it.",
        example: "#a.exports",
        corrected: "a.exports~"
    )

    static let rules = [notRead, leftOver]
}

extension ExportsDirectory {
    /// What is wrong with the name of a file in exports.d; left-overs that are not read are as they should be.
    ///
    /// - Parameter name: The name, without the directory.
    /// - Returns: A finding about the file as a whole; nil where nothing is wrong.
    public static func finding(about name: [UInt8]) -> Diagnostic? {
        let marks = Array("#~+".utf8)
        let isLeftOver = [name.first, name.last].contains { $0.map(marks.contains) ?? false }
        let backups = [
            ".bak", ".orig", ".old", ".save", ".swp", ".rpmsave", ".rpmnew", ".dpkg-old", ".dpkg-dist",
        ]
        let isBackup = backups.contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
        let shown = printable(name, limit: 120)
        if reads(name) {
            guard isLeftOver else { return nil }
            return Diagnostic(
                DropInNameRules.leftOver,
                at: 0..<0,
                message: "\"\(shown)\" is read like any other file."
            )
        }
        guard !isLeftOver, !isBackup else { return nil }
        return Diagnostic(DropInNameRules.notRead, at: 0..<0, message: "\"\(shown)\" is not read.")
    }
}
