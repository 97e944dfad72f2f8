import Foundation

/// A machine and its files as input for a daemon; one line of a corpus.
struct FuzzCase: Sendable {
    /// The contents of the files, by path.
    var files: [String: [UInt8]]
    /// The other fields, as a JSON object.
    private(set) var rest: Data
    /// The key under which the oracle expects files that are not UTF-8.
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

    /// Copies of the case, each without one of the facts that are not files.
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

    /// The total size of the files in bytes.
    var size: Int { files.values.reduce(0) { $0 + $1.count } }
}
