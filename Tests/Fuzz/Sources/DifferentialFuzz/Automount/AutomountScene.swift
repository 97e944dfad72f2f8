/// A generated client: its files, the lookup, and how its servers answer.
struct AutomountScene {
    /// The topic of the case, for the counts.
    let category: String
    var files: [String: [UInt8]] = [:]
    /// The other fields that the oracle understands.
    var rest: [String: Any] = [:]
    var environment: [String: Any] = [:]

    init(category: String) {
        self.category = category
    }

    /// The text of a file.
    subscript(path: String) -> String {
        get { String(decoding: files[path] ?? [], as: UTF8.self) }
        set { files[path] = Array(newValue.utf8) }
    }

    mutating func setMode(_ mode: String, of path: String) {
        var modes = rest["modes"] as? [String: String] ?? [:]
        modes[path] = mode
        rest["modes"] = modes
    }

    func fuzzCase() throws -> FuzzCase {
        var rest = rest
        rest["category"] = category
        rest["environment"] = environment
        return try FuzzCase(files: files, bytesKey: "filesBase64", rest: rest)
    }
}
