/// A policy on its way through the findings of a file.
struct PolicyPass {
    private let policy: DiagnosticPolicy
    private let file: SourceFile
    private let lines: LogicalLines
    private let comments: SilencingComments
    /// Every code and name there is, with the code that it stands for.
    private let codes: [String: Set<String>]
    /// The comments by the codes that they silence, in the order of their scopes.
    private var byCode: [String: [Int]] = [:]
    private var used: Set<Use> = []
    private var kept: [Diagnostic] = []
    private var silenced: [SilencedDiagnostic] = []
    private var notices: [Diagnostic] = []
    /// The most that anything mattered before the policy let it go.
    private var worstLetGo: Severity?

    private struct Use: Hashable {
        let comment: Int
        let code: String
    }

    init(_ policy: DiagnosticPolicy, _ file: SourceFile, _ comments: [Range<Int>], _ known: [Rule]) {
        self.policy = policy
        self.file = file
        lines = LogicalLines(file.bytes, comments: comments)
        self.comments = SilencingComments(in: file, comments: comments)
        var codes: [String: Set<String>] = [:]
        for rule in known where DiagnosticPolicy.canSilence(rule) {
            codes[rule.code, default: []].insert(rule.code)
            codes[rule.name, default: []].insert(rule.code)
        }
        self.codes = codes
        for (index, directive) in self.comments.directives.enumerated() {
            for code in Set(directive.codes.flatMap { codes[$0] ?? [] }) {
                byCode[code, default: []].append(index)
            }
        }
    }

    mutating func take(_ diagnostic: Diagnostic) {
        guard !diagnostic.rule.tellsOfMore else {
            notices.append(diagnostic)
            return
        }
        let comment = comment(for: diagnostic)
        guard let severity = policy.severity(of: diagnostic.rule, given: diagnostic.severity) else {
            return letGo(diagnostic.severity)
        }
        if severity < diagnostic.severity { letGo(diagnostic.severity) }
        let levelled = diagnostic.with(severity: severity)
        if let comment {
            letGo(diagnostic.severity)
            silenced.append(SilencedDiagnostic(levelled, origin: .comment, reason: comment.reason))
        } else if let silence = policy.silences.first(where: { matches($0, diagnostic) }) {
            letGo(diagnostic.severity)
            silenced.append(SilencedDiagnostic(levelled, origin: .configuration, reason: silence.reason))
        } else {
            kept.append(levelled)
        }
    }

    func report(silencedBefore: [SilencedDiagnostic], examined: Set<String>) -> Report {
        let own = ownFindings(examined).compactMap { diagnostic in
            policy.severity(of: diagnostic.rule, given: diagnostic.severity).map(diagnostic.with)
        }
        return Report(
            file: file,
            diagnostics: kept + cutNotices + own,
            silenced: silencedBefore + silenced
        )
    }

    private mutating func letGo(_ severity: Severity) {
        worstLetGo = max(worstLetGo ?? severity, severity)
    }

    /// The comment that silences a finding, the innermost where there are several; all of them count as used.
    private mutating func comment(for diagnostic: Diagnostic) -> SilencingComments.Directive? {
        var found: SilencingComments.Directive?
        for index in byCode[diagnostic.rule.code] ?? [] {
            let directive = comments.directives[index]
            guard directive.scope.contains(diagnostic.range.lowerBound) else { continue }
            used.insert(Use(comment: index, code: diagnostic.rule.code))
            if found.map({ $0.scope.count >= directive.scope.count }) ?? true { found = directive }
        }
        return found
    }

    /// The code that was meant where only capitals tell it from what is written.
    private func suggestion(for written: String) -> String {
        let meant = [written.uppercased(), written.lowercased()].first { codes[$0] != nil }
        return meant.map { " Write \($0)." } ?? ""
    }

    private func matches(_ silence: DiagnosticPolicy.Silence, _ diagnostic: Diagnostic) -> Bool {
        guard silence.code == diagnostic.rule.code || silence.code == diagnostic.rule.name else {
            return false
        }
        if let pattern = silence.file, !Wildcard(pattern).matches(file.name) { return false }
        guard let entry = silence.entry else { return true }
        return lines.firstWord(around: diagnostic.range.lowerBound).elementsEqual(entry.utf8)
    }

    /// What tells of findings that are not shown: where some that are shown were let go, the others may hold worse
    /// than a note, and nobody looked.
    private var cutNotices: [Diagnostic] {
        notices.map { notice in
            guard let worst = worstLetGo, worst > notice.severity else { return notice }
            return Diagnostic(
                notice.rule,
                at: notice.range,
                severity: worst,
                message: notice.message
                    + " Some that were found are silenced, so these may be worse than what is shown.",
                help: notice.help
            )
        }
    }

    private func ownFindings(_ examined: Set<String>) -> [Diagnostic] {
        var found = comments.faults
        for (index, directive) in comments.directives.enumerated() {
            if let word = directive.reason.split(whereSeparator: \.isWhitespace).first.map(String.init),
                codes[word] == [word]
            {
                found.append(
                    Diagnostic(
                        SilencingRules.notUnderstood,
                        at: directive.range,
                        message:
                            "\(word) stands where the reason begins, and is not silenced: part codes by commas."
                    )
                )
            }
            for written in directive.codes {
                guard let known = codes[written] else {
                    found.append(
                        Diagnostic(
                            SilencingRules.unknownCode,
                            at: directive.range,
                            message:
                                "\"\(printable(written, limit: 40))\" is no code that a comment can silence."
                                + suggestion(for: written)
                        )
                    )
                    continue
                }
                // Where findings are not shown, what they are cannot be told, nor that there is none.
                let isUsed = known.contains { used.contains(Use(comment: index, code: $0)) }
                guard notices.isEmpty, !isUsed, known.isSubset(of: examined) else { continue }
                found.append(
                    Diagnostic(
                        SilencingRules.unused,
                        at: directive.range,
                        message: "There is no \(printable(written, limit: 40)) to silence here."
                    )
                )
            }
        }
        return Array(found.prefix(FindingList.limit))
    }
}

extension Diagnostic {
    /// The finding with another severity.
    fileprivate func with(severity: Severity) -> Diagnostic {
        Diagnostic(rule, at: range, severity: severity, message: message, help: help, fixes: fixes)
    }
}
