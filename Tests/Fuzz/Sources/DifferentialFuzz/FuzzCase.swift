import Foundation

/// A machine and its files, to be put before a daemon: what one line of a corpus holds.
struct FuzzCase: Sendable {
    /// What the files say, by path.
    var files: [String: [UInt8]]
    /// All else, as a JSON object.
    private(set) var rest: Data
    /// Under which key the oracle takes files that are no text.
    let bytesKey: String

    init(files: [String: [UInt8]], bytesKey: String, rest: [String: Any]) throws {
        self.files = files
        self.bytesKey = bytesKey
        self.rest = try JSONSerialization.data(withJSONObject: rest, options: .sortedKeys)
    }

    /// The case as a line of a corpus, without its LF.
    func line(id: String) throws -> Data {
        var fields = try JSONSerialization.jsonObject(with: rest) as? [String: Any] ?? [:]
        var texts: [String: String] = [:]
        var encoded: [String: String] = [:]
        for (path, bytes) in files {
            if let text = String(validating: bytes, as: UTF8.self) {
                texts[path] = text
            } else {
                encoded[path] = Data(bytes).base64EncodedString()
            }
        }
        fields["id"] = id
        fields["files"] = texts
        if !encoded.isEmpty { fields[bytesKey] = encoded }
        return try JSONSerialization.data(
            withJSONObject: fields,
            options: [.sortedKeys, .withoutEscapingSlashes]
        )
    }

    /// The case without one of the facts that are not files, for each of them.
    func withoutEachFact() throws -> [FuzzCase] {
        let fields = try JSONSerialization.jsonObject(with: rest) as? [String: Any] ?? [:]
        let environment = fields["environment"] as? [String: Any] ?? [:]
        var simpler: [FuzzCase] = []
        for name in ["modes", "defines", "arguments"] where fields[name] != nil {
            simpler.append(try with(fields.filter { $0.key != name }))
        }
        for name in environment.keys.sorted() where name != "user" {
            let without = environment.filter { $0.key != name }
            simpler.append(try with(fields.merging(["environment": without]) { $1 }))
        }
        return simpler
    }

    private func with(_ fields: [String: Any]) throws -> FuzzCase {
        var copy = self
        copy.rest = try JSONSerialization.data(withJSONObject: fields, options: .sortedKeys)
        return copy
    }

    /// How many bytes the files have together.
    var size: Int { files.values.reduce(0) { $0 + $1.count } }
}
