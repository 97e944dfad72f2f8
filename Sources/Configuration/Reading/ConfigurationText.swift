import SourceText
import TOMLKit

/// A configuration file while it is read: its values, and the findings so far.
struct ConfigurationText {
    let file: SourceFile
    private let root: TOMLTable
    private let locator: KeyLocator
    private(set) var diagnostics: [Diagnostic] = []

    /// Parses the text; invalid TOML gives no values and a finding.
    init(_ file: SourceFile) {
        self.file = file
        self.locator = KeyLocator(file)
        if let hazard = TextHazard(in: file) {
            root = TOMLTable()
            report(ConfigurationRules.syntax, at: hazard.range, hazard.message)
            return
        }
        do {
            root = try TOMLTable(string: String(decoding: file.bytes, as: UTF8.self))
        } catch {
            root = TOMLTable()
            report(syntaxError: error)
        }
    }

    /// The names of the tables and keys at a path.
    func keys(at path: [String]) -> [String] {
        table(at: path)?.keys ?? []
    }

    /// The paths of the tables of an array, each with its position as the last component.
    func tables(at path: [String]) -> [[String]] {
        let count = value(at: path)?.array?.count ?? 0
        return (0..<count).map { path + ["\($0)"] }
    }

    /// The value at a path.
    func value(at path: [String]) -> (any TOMLValueConvertible)? {
        guard let key = path.last else { return nil }
        return table(at: Array(path.dropLast()))?[key]
    }

    /// Reports a finding about the value at a path.
    mutating func report(_ rule: Rule, _ path: [String], _ message: String, help: String? = nil) {
        report(rule, at: locator.range(of: path), message, help: help)
    }

    private mutating func report(_ rule: Rule, at range: Range<Int>, _ message: String, help: String? = nil) {
        diagnostics.append(Diagnostic(rule, at: range, message: message, help: help))
    }

    private mutating func report(syntaxError error: any Error) {
        guard let error = error as? TOMLParseError else {
            return report(ConfigurationRules.syntax, at: 0..<0, "\(error)")
        }
        let line = LineTable(file.bytes).range(ofLine: error.source.begin.line)
        let start = min(line.lowerBound + max(0, error.source.begin.column - 1), line.upperBound)
        report(ConfigurationRules.syntax, at: start..<start, printable(error.description, limit: 300))
    }

    /// The table at a path; a number in the path is the index of a table in an array.
    private func table(at path: [String]) -> TOMLTable? {
        var value: (any TOMLValueConvertible)? = root
        for key in path {
            if let table = value?.table {
                value = table[key]
            } else if let array = value?.array, let index = Int(key), array.indices.contains(index) {
                value = array[index]
            } else {
                return nil
            }
        }
        return value?.table
    }
}
