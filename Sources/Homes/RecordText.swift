/// A small text file of autohome: a heading with the version of its format, then lines of a key, a blank and a value.
///
/// Readers pass over keys that they do not know, so that a later version may add some.
struct RecordText {
    private let heading: String
    private let fields: [(key: String, value: String)]

    init(heading: String, _ fields: [(key: String, value: String)]) {
        self.heading = heading
        self.fields = fields
    }

    /// Reads a text; nil if it does not begin with the heading, or a line has no value.
    init?(bytes: [UInt8], heading: String) {
        guard let text = String(validating: bytes, as: UTF8.self), text.hasSuffix("\n") else { return nil }
        let lines = text.split(separator: "\n")
        guard lines.first.map(String.init) == heading else { return nil }
        var fields: [(key: String, value: String)] = []
        for line in lines.dropFirst() {
            guard let blank = line.firstIndex(of: " ") else { return nil }
            fields.append((String(line[..<blank]), String(line[line.index(after: blank)...])))
        }
        self.init(heading: heading, fields)
    }

    subscript(key: String) -> String? { fields.first { $0.key == key }?.value }

    var bytes: [UInt8] {
        Array((heading + "\n" + fields.map { "\($0.key) \($0.value)\n" }.joined()).utf8)
    }
}
