import Testing

/// A client's files, a path, and what `resolve --explain` is to print.
struct ExplainedCase: CustomTestStringConvertible {
    let testDescription: String
    let path: String
    let files: [String: String]
    let arguments: [String]
    let text: String

    init(
        _ title: String,
        path: String,
        files: [String: String],
        arguments: [String] = [],
        text: String
    ) {
        testDescription = title
        self.path = path
        self.files = files
        self.arguments = arguments
        self.text = text
    }
}
