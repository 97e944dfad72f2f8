/// One application of a policy to the findings of a file.
struct PolicyPass {
    private let policy: DiagnosticPolicy
    private let file: SourceFile
    private let lines: LogicalLines
    private let comments: SilencingComments
    /// The codes for every code and name of a rule.
    private let codes: [String: Set<String>]
    /// The indices of the comments that silence each code, in the order of their scopes.
    private var byCode: [String: [Int]] = [:]
    private var used: Set<Use> = []
    private var kept: [Diagnostic] = []
    private var silenced: [SilencedDiagnostic] = []
    private var notices: [Diagnostic] = []
    /// The worst severity that the policy removed or lowered.
    private var worstRemoved: Severity?

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
        guard !diagnostic.rule.summarisesOmitted else {
            notices.append(diagnostic)
            return
        }
        let comment = comment(for: diagnostic)
        guard let severity = policy.severity(of: diagnostic.rule, given: diagnostic.severity) else {
            return noteRemoved(diagnostic.severity)
        }
        if severity < diagnostic.severity { noteRemoved(diagnostic.severity) }
        let levelled = diagnostic.with(severity: severity)
        if let comment {
            noteRemoved(diagnostic.severity)
            silenced.append(SilencedDiagnostic(levelled, origin: .comment, reason: comment.reason))
        } else if let silence = policy.silences.first(where: { matches($0, diagnostic) }) {
            noteRemoved(diagnostic.severity)
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

    private mutating func noteRemoved(_ severity: Severity) {
        worstRemoved = max(worstRemoved ?? severity, severity)
    }

    /// The comment that silences a finding; the innermost one if there are several.
    ///
    /// All of them count as used.
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

    /// Suggests the right code if only upper and lower case differ.
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

    /// The notices that summarise omitted findings.
    ///
    /// If the policy removed some of the listed findings, omitted ones may be worse than a note, so the notice gets the
    /// worst removed severity.
    private var cutNotices: [Diagnostic] {
        notices.map { notice in
            guard let worst = worstRemoved, worst > notice.severity else { return notice }
            return Diagnostic(
                notice.rule,
                at: notice.range,
                severity: worst,
                message: notice.message
                    + " Some of the listed findings are silenced, so the omitted ones may be more severe.",
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
                            "\(word) is read as part of the reason and is not silenced; separate codes with commas."
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
                                "\"\(printable(written, limit: 40))\" is not a code that a comment can silence."
                                + suggestion(for: written)
                        )
                    )
                    continue
                }
                // If findings were omitted, the comment may silence one of them.
                let isUsed = known.contains { used.contains(Use(comment: index, code: $0)) }
                guard notices.isEmpty, !isUsed, known.isSubset(of: examined) else { continue }
                found.append(
                    Diagnostic(
                        SilencingRules.unused,
                        at: directive.range,
                        message:
                            "This comment silences \(printable(written, limit: 40)), but there is no such finding here."
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
