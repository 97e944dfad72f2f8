import SourceText
import TOMLKit

/// Reads the values of one section, and reports each key that is missing, unknown or of the wrong type.
///
/// After an error every accessor returns a placeholder, so that one run reports all errors of a file.
struct SectionReader {
    let path: [String]
    private var known: Set<String> = []

    init(_ path: [String]) {
        self.path = path
    }

    /// The text of a key, or its default; without a default the key is required.
    mutating func text(_ key: String, default fallback: String? = nil, in text: inout ConfigurationText)
        -> String
    {
        guard let value = value(key, in: text) else {
            return fallback ?? missing(key, in: &text, standIn: "")
        }
        guard let string = value.string else { return wrong(key, "a string", in: &text, standIn: "") }
        refuseControls(string, key, &text)
        return string
    }

    /// The text of a key; nil if the key is missing.
    mutating func optionalText(_ key: String, in text: inout ConfigurationText) -> String? {
        guard let value = value(key, in: text) else { return nil }
        guard let string = value.string else { return wrong(key, "a string", in: &text, standIn: "") }
        refuseControls(string, key, &text)
        return string
    }

    /// The texts of a key whose value is an array.
    mutating func texts(
        _ key: String,
        default fallback: [String]? = nil,
        in text: inout ConfigurationText
    ) -> [String] {
        guard let value = value(key, in: text) else {
            return fallback ?? missing(key, in: &text, standIn: [])
        }
        let strings = value.array.map { $0.compactMap(\.string) }
        guard let strings, strings.count == value.array?.count else {
            return wrong(key, "an array of strings", in: &text, standIn: [])
        }
        for string in strings { refuseControls(string, key, &text) }
        return strings
    }

    /// The whole number of a key, or its default.
    mutating func number(_ key: String, default fallback: Int, in text: inout ConfigurationText) -> Int {
        guard let value = value(key, in: text) else { return fallback }
        guard value.type == .int, let number = value.int else {
            return wrong(key, "a whole number", in: &text, standIn: fallback)
        }
        return number
    }

    /// The boolean of a key, or its default.
    mutating func flag(_ key: String, default fallback: Bool, in text: inout ConfigurationText) -> Bool {
        guard let value = value(key, in: text) else { return fallback }
        guard let flag = value.bool else { return wrong(key, "true or false", in: &text, standIn: fallback) }
        return flag
    }

    /// Reports a bad value of a key.
    func reject(_ key: String, _ message: String, in text: inout ConfigurationText) {
        text.report(ConfigurationRules.badValue, path + [key], "\(key) \(message)")
    }

    /// Reports every unknown key: one that no accessor asked for.
    ///
    /// Call it last.
    func finish(subsections: Set<String> = [], in text: inout ConfigurationText) {
        for key in text.keys(at: path) where !known.contains(key) && !subsections.contains(key) {
            let place = path.isEmpty ? "section" : "key"
            let home = path.isEmpty ? "" : " in \(header)"
            text.report(
                ConfigurationRules.unknownKey,
                path + [key],
                "unknown \(place) \"\(printable(key))\"\(home)\(suggestion(for: key, among: known.union(subsections)))"
            )
        }
    }

    /// Refuses control characters: no setting needs one, and they would break the files generated from settings.
    private func refuseControls(_ string: String, _ key: String, _ text: inout ConfigurationText) {
        guard string.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return }
        reject(key, "contains a control character: \"\(printable(string, limit: 200))\"", in: &text)
    }

    private mutating func value(_ key: String, in text: ConfigurationText) -> (any TOMLValueConvertible)? {
        known.insert(key)
        return text.value(at: path + [key])
    }

    private func missing<Value>(_ key: String, in text: inout ConfigurationText, standIn: Value) -> Value {
        text.report(
            ConfigurationRules.missingKey,
            path,
            "\(header) needs the key \"\(key)\""
        )
        return standIn
    }

    private func wrong<Value>(
        _ key: String,
        _ expected: String,
        in text: inout ConfigurationText,
        standIn: Value
    ) -> Value {
        text.report(ConfigurationRules.wrongType, path + [key], "\(key) must be \(expected)")
        return standIn
    }

    /// The header of the section; a table of an array is written in double brackets.
    private var header: String {
        guard let last = path.last, Int(last) != nil else { return "[\(path.joined(separator: "."))]" }
        return "[[\(path.dropLast().joined(separator: "."))]]"
    }

    private func suggestion(for key: String, among names: Set<String>) -> String {
        let near = names.filter { isNear(key, $0) }.min()
        return near.map { "; did you mean \"\($0)\"?" } ?? ""
    }

    /// Whether two names differ by one or two letters.
    private func isNear(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count < 64 else { return false }
        let difference = Array(left.utf8).difference(from: Array(right.utf8))
        return difference.removals.count <= 2 && difference.insertions.count <= 2
    }
}
