public import SourceText

/// Misleading names of files in `/etc/exports.d`.
package enum DropInNameRules {
    package static let notRead = Rule(
        code: "EXP062",
        name: "drop-in-not-read",
        severity: .warning,
        summary: "A file in exports.d that exportfs does not read.",
        reason:
            "exportfs only reads files whose names end in `.exports` (lower case) and do not begin with a dot.",
        cure: "Rename it to NAME.exports.",
        example: "home.conf",
        corrected: "home.exports"
    )
    static let leftOver = Rule(
        code: "EXP063",
        name: "left-over-read",
        severity: .warning,
        summary: "An editor's backup file in exports.d that exportfs reads.",
        reason: "exportfs exports its old entries too. Where they conflict with the real file, they may win.",
        cure: "Remove the file, or rename it so that its name does not end in `.exports`.",
        example: "#a.exports",
        corrected: "a.exports~"
    )

    static let rules = [notRead, leftOver]
}

extension ExportsDirectory {
    /// Checks the name of a file in exports.d; backup files that exportfs does not read are fine.
    ///
    /// - Parameter name: The name, without the directory.
    /// - Returns: A finding about the whole file; nil if the name is fine.
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
                message: "exportfs reads \"\(shown)\" although it looks like a backup file."
            )
        }
        guard !isLeftOver, !isBackup else { return nil }
        return Diagnostic(DropInNameRules.notRead, at: 0..<0, message: "exportfs does not read \"\(shown)\".")
    }
}
