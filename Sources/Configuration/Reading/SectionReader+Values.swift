import SourceText
import TOMLKit

/// Values with special rules, used by several sections.
extension SectionReader {
    /// The absolute path of a key, or its default.
    mutating func path(
        _ key: String,
        default fallback: String? = nil,
        _ text: inout ConfigurationText
    ) -> String {
        let before = text.diagnostics.count
        let path = self.text(key, default: fallback, in: &text)
        if text.diagnostics.count == before { check(path: path, of: key, &text) }
        return path
    }

    /// The absolute path of a key; nil if the key is missing.
    mutating func optionalPath(_ key: String, _ text: inout ConfigurationText) -> String? {
        let before = text.diagnostics.count
        let path = optionalText(key, in: &text)
        if let path, text.diagnostics.count == before { check(path: path, of: key, &text) }
        return path
    }

    /// The value of a key that takes one of a few words, or its default.
    mutating func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ key: String,
        default fallback: Value,
        in text: inout ConfigurationText
    ) -> Value {
        let before = text.diagnostics.count
        let word = self.text(key, default: fallback.rawValue, in: &text)
        if let value = Value(rawValue: word) { return value }
        if text.diagnostics.count == before {
            let words = Value.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
            reject(key, "must be \(words)", in: &text)
        }
        return fallback
    }

    /// The whole number of a key within a range, or its default.
    mutating func number(
        _ key: String,
        default fallback: Int,
        in range: ClosedRange<Int>,
        _ text: inout ConfigurationText
    ) -> Int {
        let number = number(key, default: fallback, in: &text)
        guard range.contains(number) else {
            reject(key, "must be from \(range.lowerBound) to \(range.upperBound)", in: &text)
            return fallback
        }
        return number
    }

    /// The value of a key that takes a whole number in a range; nil if it is not given.
    mutating func optionalNumber(
        _ key: String,
        in range: ClosedRange<Int>,
        _ text: inout ConfigurationText
    ) -> Int? {
        let isGiven = text.keys(at: path).contains(key)
        let number = number(key, default: range.lowerBound, in: range, &text)
        return isGiven ? number : nil
    }

    /// A table of names that the site chooses, each with the reason for it.
    static func reasons(at path: [String], _ text: inout ConfigurationText) -> [String: String] {
        let name = path.last ?? ""
        if let value = text.value(at: path), value.table == nil {
            text.report(ConfigurationRules.wrongType, path, "\(name) must be a table of names and reasons")
        }
        var section = SectionReader(path)
        var reasons: [String: String] = [:]
        for key in text.keys(at: path).sorted() {
            let before = text.diagnostics.count
            let reason = section.text(key, in: &text)
            guard text.diagnostics.count == before else { continue }
            if reason.contains(where: { $0.isLetter || $0.isNumber }) {
                reasons[key] = reason
            } else {
                section.reject(key, "must say why it is listed here", in: &text)
            }
        }
        return reasons
    }

    /// The seconds of a key such as "90s", "30m", "12h" or "7d", or their default.
    mutating func duration(_ key: String, default fallback: Int, _ text: inout ConfigurationText) -> Int {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let word = optionalText(key, in: &text) else { return fallback }
        guard let unit = word.last.flatMap({ units[$0] }), let number = UInt16(word.dropLast()), number > 0
        else {
            reject(key, "must be a number with s, m, h or d, such as \"12h\"", in: &text)
            return fallback
        }
        return Int(number) * unit
    }

    private func check(path: String, of key: String, _ text: inout ConfigurationText) {
        // Compare bytes, as the kernel does: a slash with a combining mark is another character but the same byte.
        let components = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let plain = !components.dropFirst().contains { name in
            name.isEmpty || name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8)
        }
        guard path.utf8.first == UInt8(ascii: "/"), plain else {
            let shown = "\"\(printable(path, limit: 200))\""
            reject(key, "must be a plain absolute path without a slash at its end, not \(shown)", in: &text)
            return
        }
    }
}
