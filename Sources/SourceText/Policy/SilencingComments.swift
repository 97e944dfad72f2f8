/// The comments of a file that silence findings.
///
///     # autohome: ignore EXP042 clients are containers behind NAT
///     # autohome: ignore-file EXP015,EXP014 the defaults are what we want
///
/// The first form silences findings about the next entry, or about the entry whose line it ends; the second silences
/// findings in the whole file. The codes or names of rules, separated by commas, come before the reason.
struct SilencingComments {
    /// A valid comment.
    struct Directive {
        /// The comment, from `#` on.
        let range: Range<Int>
        /// A finding must begin in this range.
        let scope: Range<Int>
        let codes: [String]
        let reason: String
    }

    private(set) var directives: [Directive] = []
    private(set) var faults: [Diagnostic] = []
    private let file: SourceFile

    // No person writes a file with more of them; further ones silence nothing and are reported.
    private static let limit = 10_000
    private static let mark = Array("autohome:".utf8)

    /// Finds the comments.
    ///
    /// - Parameters:
    ///   - file: the file.
    ///   - comments: its comments in file order, each from `#` on without the line end.
    init(in file: SourceFile, comments: [Range<Int>]) {
        self.file = file
        var lines = LogicalLines(file.bytes, comments: comments)
        var comments = comments[...]
        var start = file.bytes.startIndex
        while let hash = file.bytes[start...].firstIndex(of: UInt8(ascii: "#")) {
            start = hash + 1
            while let comment = comments.first, comment.upperBound <= hash { comments = comments.dropFirst() }
            guard directives.count + faults.count < Self.limit, let text = text(after: hash) else { continue }
            if let comment = comments.first, comment.lowerBound <= hash {
                if comment.lowerBound == hash { read(text, comment, &lines) }
            } else {
                add(
                    SilencingRules.notUnderstood,
                    hash..<text.lowerBound,
                    "This is not a comment here, and silences nothing."
                )
            }
        }
    }

    /// The text between `autohome:` and the end of the line; nil for other comments.
    private func text(after hash: Int) -> Range<Int>? {
        let bytes = file.bytes[(hash + 1)...]
        let begin = bytes.prefix(64).firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        guard let begin, bytes[begin...].starts(with: Self.mark) else { return nil }
        let start = begin + Self.mark.count
        return start..<(bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex)
    }

    private mutating func read(_ range: Range<Int>, _ comment: Range<Int>, _ lines: inout LogicalLines) {
        let words = String(decoding: file.bytes[range].prefix(2_000), as: UTF8.self)
            .split(maxSplits: 2, whereSeparator: \.isWhitespace).map(String.init)
        guard let order = words.first, order == "ignore" || order == "ignore-file", words.count > 1 else {
            let found = printable(words.first ?? "", limit: 40)
            return add(
                SilencingRules.notUnderstood,
                comment,
                "\"\(found)\" is not understood; write ignore or ignore-file, then a code and a reason."
            )
        }
        var (codes, reason) = (words[1], words.count > 2 ? words[2] : "")
        // After a comma another code follows, even after a blank.
        while codes.last == ",", !reason.isEmpty {
            let parts = reason.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
            codes += parts.first ?? ""
            reason = parts.count > 1 ? parts[1] : ""
        }
        while reason.last?.isWhitespace == true { reason.removeLast() }
        // A reason without visible characters does not count.
        guard reason.contains(where: { $0.isLetter || $0.isNumber }) else {
            return add(
                SilencingRules.noReason,
                comment,
                "No reason is given, so \(printable(words[1], limit: 80)) is not silenced."
            )
        }
        directives.append(
            Directive(
                range: comment,
                scope: order == "ignore" ? lines.scope(of: comment) : 0..<file.bytes.count + 1,
                codes: Self.unique(codes.split(separator: ",").map(String.init)),
                reason: reason
            )
        )
    }

    private static func unique(_ codes: [String]) -> [String] {
        var seen: Set<String> = []
        return codes.filter { seen.insert($0).inserted }
    }

    private mutating func add(_ rule: Rule, _ range: Range<Int>, _ message: String) {
        faults.append(Diagnostic(rule, at: range, message: message))
    }
}
