import Testing

/// A row of a table: a quirk of automount in plain words, what goes into a piece, and what must come out of it.
///
/// What must come out was observed with automount or is read in its source, as the comment above a row says; it is
/// never what the piece happened to say.
struct Row<Input: Sendable, Output: Sendable>: Sendable, CustomTestStringConvertible {
    let quirk: String
    let input: Input
    let output: Output

    init(_ quirk: String, _ input: Input, _ output: Output) {
        self.quirk = quirk
        self.input = input
        self.output = output
    }

    var testDescription: String { quirk }
    /// What a failing expectation says.
    var comment: Comment { "\(quirk): \(input)" }
}

/// The bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// The text of some bytes.
func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
