import Testing

/// The files of a client, a path, and the expected output of `resolve --explain`.
struct ExplainedCase: CustomTestStringConvertible {
    let testDescription: String
    let path: String
    let files: [String: String]
    let arguments: [String]
    let text: String
    /// The exit status, for a failure.
    let status: Int32

    init(
        _ title: String,
        path: String,
        files: [String: String],
        arguments: [String] = [],
        text: String,
        status: Int32 = 1
    ) {
        testDescription = title
        self.path = path
        self.files = files
        self.arguments = arguments
        self.text = text
        self.status = status
    }
}
