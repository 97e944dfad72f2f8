/// The text of a configuration as it is written: sections, keys, and a comment above each key.
struct CommentedText {
    private static let width = 110

    private(set) var text = ""

    /// Writes an empty line.
    mutating func space() {
        text += "\n"
    }

    /// Writes a line as it is.
    mutating func line(_ line: String) {
        text += line + "\n"
    }

    /// Begins a section.
    mutating func section(_ name: String) {
        text += "\n[\(name)]\n"
    }

    /// Writes a key and its value with a comment.
    mutating func key(_ name: String, _ value: String, because comment: String) {
        self.comment(comment)
        text += "\(name) = \(value)\n"
    }

    /// Writes a key that has no effect until somebody removes the number sign.
    mutating func suggestion(_ name: String, _ value: String, because comment: String) {
        self.comment(comment)
        text += "#\(name) = \(value)\n"
    }

    /// Writes a comment, wrapped at blanks; it may quote anything.
    mutating func comment(_ comment: String) {
        var line = "#"
        for word in TOMLText.comment(comment).split(separator: " ") {
            if line.count > 1, line.count + 1 + word.count > Self.width {
                text += line + "\n"
                line = "#"
            }
            line += " " + word
        }
        text += line + "\n"
    }

    /// Writes an empty line of a comment.
    mutating func emptyComment() {
        text += "#\n"
    }
}
