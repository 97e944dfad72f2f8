import SourceText
import TOMLKit

/// The section `[check]` and its subsections.
enum CheckSection {
    /// Reads the section, which may name only these rules, or any rule if nil; if it is missing, the defaults apply.
    static func read(_ text: inout ConfigurationText, rules: [Rule]?) -> CheckSettings {
        var section = SectionReader(["check"])
        let version = section.text("nfs_utils", default: CheckSettings.usualNFSUtils, in: &text)
        let numbers = version.split(separator: ".", omittingEmptySubsequences: false)
        if !(2...3).contains(numbers.count) || numbers.contains(where: { UInt16($0) == nil }) {
            section.reject("nfs_utils", "must be a version such as \"2.6.2\"", in: &text)
        }
        let policy = DiagnosticPolicy(levels: levels(&text, rules), silences: silences(&text, rules))
        let idmapDomain = section.optionalText("idmap_domain", in: &text)
        section.finish(subsections: ["levels", "silence"], in: &text)
        return CheckSettings(policy: policy, nfsUtils: version, idmapDomain: idmapDomain)
    }

    private static func levels(
        _ text: inout ConfigurationText,
        _ rules: [Rule]?
    ) -> [String: DiagnosticPolicy.Level] {
        let path = ["check", "levels"]
        var section = SectionReader(path)
        var levels: [String: DiagnosticPolicy.Level] = [:]
        if let value = text.value(at: path), value.table == nil {
            text.report(ConfigurationRules.wrongType, path, "levels must be a table")
        }
        for key in text.keys(at: path).sorted() {
            let before = text.diagnostics.count
            let word = section.text(key, in: &text)
            guard text.diagnostics.count == before else { continue }
            if let fault = fault(of: key, rules, DiagnosticPolicy.canLevel) {
                text.report(ConfigurationRules.unknownKey, path + [key], fault)
            } else if let level = DiagnosticPolicy.Level(rawValue: word) {
                levels[key] = level
            } else {
                let all = DiagnosticPolicy.Level.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
                section.reject(key, "must be one of \(all)", in: &text)
            }
        }
        return levels
    }

    private static func silences(
        _ text: inout ConfigurationText,
        _ rules: [Rule]?
    ) -> [DiagnosticPolicy.Silence] {
        let path = ["check", "silence"]
        guard let value = text.value(at: path) else { return [] }
        guard let entries = value.array, entries.allSatisfy({ $0.table != nil }) else {
            text.report(ConfigurationRules.wrongType, path, "silence must be tables: write [[check.silence]]")
            return []
        }
        return entries.indices.map { silence(SectionReader(path + [String($0)]), &text, rules) }
    }

    private static func silence(
        _ reader: SectionReader,
        _ text: inout ConfigurationText,
        _ rules: [Rule]?
    ) -> DiagnosticPolicy.Silence {
        var section = reader
        let code = section.text("code", in: &text)
        if !code.isEmpty, let fault = fault(of: code, rules, DiagnosticPolicy.canSilence) {
            text.report(ConfigurationRules.badValue, section.path + ["code"], fault)
        }
        let file = section.optionalText("file", in: &text)
        let path = section.optionalText("path", in: &text)
        let key = section.optionalText("key", in: &text)
        if path != nil, key != nil {
            section.reject(
                "key",
                "cannot be combined with path: give path for an export, key for a map entry",
                in: &text
            )
        }
        let before = text.diagnostics.count
        let reason = section.text("reason", in: &text)
        if text.diagnostics.count == before, !reason.contains(where: { $0.isLetter || $0.isNumber }) {
            section.reject("reason", "must say why the finding can be ignored", in: &text)
        }
        section.finish(in: &text)
        return DiagnosticPolicy.Silence(code: code, file: file, entry: path ?? key, reason: reason)
    }

    /// Why a word is not the name of a finding that can be set here; nil if it is one.
    private static func fault(of word: String, _ rules: [Rule]?, _ isPossible: (Rule) -> Bool) -> String? {
        guard let rules else { return nil }
        let named = rules.filter { $0.code == word || $0.name == word }
        let name = "\"\(printable(word, limit: 80))\""
        guard !named.isEmpty else {
            return "\(name) is not the code or name of a finding; autohome explain lists them all"
        }
        // A configuration must not be able to silence findings about itself.
        if named.contains(where: { isPossible($0) && !ConfigurationRules.all.contains($0) }) { return nil }
        return "\(name) cannot be changed or silenced; only findings about other files can be set here"
    }
}
