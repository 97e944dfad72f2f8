/// A finding in JSON output; its JSON Schema is `Schemas/json/check.schema.json`.
public struct DiagnosticRecord: Sendable, Codable, Hashable {
    /// A fix.
    public struct Fix: Sendable, Codable, Hashable {
        /// What the fix does.
        public let message: String
        /// Its edits, in the file of the finding.
        public let edits: [Edit]
    }

    /// A replacement of the text between two places.
    public struct Edit: Sendable, Codable, Hashable {
        /// The first line, counted from 1.
        public let line: Int
        /// The first column in bytes, counted from 1.
        public let column: Int
        /// The last line.
        public let endLine: Int
        /// The column after the last byte.
        public let endColumn: Int
        /// The new text.
        public let replacement: String
    }

    /// The stable code of the rule.
    public let code: String
    /// The stable name of the rule.
    public let name: String
    /// The severity.
    public let severity: Severity
    /// The message.
    public let message: String
    /// What to do.
    public let help: String
    /// The file.
    public let file: String
    /// The first line, counted from 1.
    public let line: Int
    /// The first column in bytes, counted from 1.
    public let column: Int
    /// The last line.
    public let endLine: Int
    /// The column after the last byte.
    public let endColumn: Int
    /// The safe fixes.
    public let fixes: [Fix]
}

/// A silenced finding in JSON output.
public struct SilencedRecord: Sendable, Codable, Hashable {
    /// The finding.
    public let diagnostic: DiagnosticRecord
    /// Where it was silenced.
    public let origin: SilencedDiagnostic.Origin
    /// The given reason.
    public let reason: String
}

extension Report {
    /// The findings for JSON output.
    public var records: [DiagnosticRecord] { records(of: diagnostics) }

    /// The silenced findings for JSON output.
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
