/// A finding as data for machines; its JSON Schema is `Schemas/json/check.schema.json`.
public struct DiagnosticRecord: Sendable, Codable, Hashable {
    /// A fix as data.
    public struct Fix: Sendable, Codable, Hashable {
        /// What the fix does.
        public let message: String
        /// Its edits, in the file of the finding.
        public let edits: [Edit]
    }

    /// A replacement of the text between two places.
    public struct Edit: Sendable, Codable, Hashable {
        /// The first line, from 1.
        public let line: Int
        /// The first column in bytes, from 1.
        public let column: Int
        /// The line of the end.
        public let endLine: Int
        /// The column after the last byte.
        public let endColumn: Int
        /// What comes in its place.
        public let replacement: String
    }

    /// The stable code of the rule.
    public let code: String
    /// The stable name of the rule.
    public let name: String
    /// How much it matters.
    public let severity: Severity
    /// What will happen.
    public let message: String
    /// What to do.
    public let help: String
    /// The file.
    public let file: String
    /// The first line, from 1.
    public let line: Int
    /// The first column in bytes, from 1.
    public let column: Int
    /// The line of the end.
    public let endLine: Int
    /// The column after the last byte.
    public let endColumn: Int
    /// The safe fixes.
    public let fixes: [Fix]
}

/// A silenced finding as data.
public struct SilencedRecord: Sendable, Codable, Hashable {
    /// The finding.
    public let diagnostic: DiagnosticRecord
    /// Where it was silenced.
    public let origin: SilencedDiagnostic.Origin
    /// The reason that was given.
    public let reason: String
}

extension Report {
    /// The findings as data.
    public var records: [DiagnosticRecord] { records(of: diagnostics) }

    /// The silenced findings as data.
    public var silencedRecords: [SilencedRecord] {
        zip(silenced, records(of: silenced.map(\.diagnostic))).map { silenced, record in
            SilencedRecord(diagnostic: record, origin: silenced.origin, reason: silenced.reason)
        }
    }

    private func records(of diagnostics: [Diagnostic]) -> [DiagnosticRecord] {
        guard !diagnostics.isEmpty else { return [] }
        let table = LineTable(file.bytes)
        return diagnostics.map { diagnostic in
            let start = table.position(of: diagnostic.range.lowerBound)
            let end = table.position(of: diagnostic.range.upperBound)
            return DiagnosticRecord(
                code: diagnostic.rule.code,
                name: diagnostic.rule.name,
                severity: diagnostic.severity,
                message: diagnostic.message,
                help: diagnostic.help,
                file: file.name,
                line: start.line,
                column: start.column,
                endLine: end.line,
                endColumn: end.column,
                fixes: diagnostic.fixes.map { $0.record(table) }
            )
        }
    }
}

extension Fix {
    fileprivate func record(_ table: LineTable) -> DiagnosticRecord.Fix {
        DiagnosticRecord.Fix(
            message: message,
            edits: edits.map { edit in
                let start = table.position(of: edit.range.lowerBound)
                let end = table.position(of: edit.range.upperBound)
                return DiagnosticRecord.Edit(
                    line: start.line,
                    column: start.column,
                    endLine: end.line,
                    endColumn: end.column,
                    replacement: String(decoding: edit.replacement, as: UTF8.self)
                )
            }
        )
    }
}
