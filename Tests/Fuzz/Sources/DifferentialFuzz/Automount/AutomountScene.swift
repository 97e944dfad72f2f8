/// A client that is being made up: its files, who looks what up, and how the world answers.
struct AutomountScene {
    /// What the case is about, for the counts.
    let category: String
    var files: [String: [UInt8]] = [:]
    /// All else that the oracle understands.
    var rest: [String: Any] = [:]
    var environment: [String: Any] = [:]

    init(category: String) {
        self.category = category
    }

    /// The text of a file, to be set.
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
