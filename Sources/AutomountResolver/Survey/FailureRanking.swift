/// Failures of many paths, grouped by cause.
public struct FailureRanking: Sendable {
    /// The failures with one cause.
    public struct Group: Sendable, Hashable, Encodable {
        /// The code of the failure.
        public let code: String
        /// What happened.
        ///
        /// A group of several paths leaves their names out.
        public fileprivate(set) var message: String
        /// What to do about it.
        public fileprivate(set) var help: String
        /// The file of the first failure.
        public let file: String?
        /// The line there, from 1.
        public let line: Int?
        /// The number of paths that fail with this cause.
        public internal(set) var count = 0
        /// The number of these that are homes of accounts.
        public internal(set) var accounts = 0
        /// The first of the paths.
        public internal(set) var examples: [String] = []
    }

    private struct Cause: Hashable {
        let code: String
        let message: String
        let file: String?
    }

    // The most causes that are kept separately, since a map may have a million broken lines.
    private static let causeLimit = 10_000
    private static let exampleLimit = 3

    private var groups: [Cause: Group] = [:]
    /// The number of paths that fail for causes beyond the limit.
    public private(set) var others = 0

    /// The number of paths that fail.
    public private(set) var count = 0

    /// Adds a failure.
    ///
    /// - Parameters:
    ///   - failure: Why the path fails.
    ///   - path: The path.
    ///   - isAccount: Whether it is the home of an account.
    ///   - isWholeMap: Whether the path is a mount point whose map fails for every name.
    mutating func add(
        _ failure: ResolutionFailure,
        of path: String,
        isAccount: Bool = false,
        isWholeMap: Bool = false
    ) {
        count += 1
        let cause = Cause(
            code: failure.code.rawValue,
            message: isWholeMap ? failure.message : Self.common(failure.message, path: path),
            file: failure.file
        )
        guard groups[cause] != nil || groups.count < Self.causeLimit else {
            others += 1
            return
        }
        var group =
            groups[cause]
            ?? Group(
                code: cause.code,
                message: failure.message,
                help: failure.help,
                file: failure.file,
                line: failure.line
            )
        if group.count > 0, group.examples != [path], !isWholeMap {
            group.message = cause.message
            group.help = Self.common(failure.help, path: path)
        }
        group.count += 1
        if isAccount { group.accounts += 1 }
        if group.examples.count < Self.exampleLimit, !group.examples.contains(path) {
            group.examples.append(path)
        }
        groups[cause] = group
    }

    /// The groups, the largest first.
    public var ranked: [Group] {
        groups.values.sorted { left, right in
            if left.count != right.count { return left.count > right.count }
            let (before, after) = ((left.file ?? "", left.line ?? 0), (right.file ?? "", right.line ?? 0))
            return before == after ? left.message < right.message : before < after
        }
    }

    /// A message without the parts that quote the path.
    private static func common(_ message: String, path: String) -> String {
        let name = path.split(separator: "/").last ?? path[...]
        let parts = message.split(separator: "'", omittingEmptySubsequences: false)
        return parts.enumerated().map { index, part in
            guard index % 2 == 1 else { return String(part) }
            return part == path || part == name ? "…" : text(part, without: name)
        }.joined(separator: "'")
    }

    /// A quoted text without a name where it is a word of its own, as `&` puts it; its letters within another
    /// word stay.
    private static func text(_ text: Substring, without name: Substring) -> String {
        var result = ""
        var rest = text
        while !name.isEmpty, let found = rest.firstRange(of: name) {
            let isWord =
                !isWordCharacter(rest[..<found.lowerBound].last ?? result.last)
                && !isWordCharacter(rest[found.upperBound...].first)
            result += rest[..<found.lowerBound]
            result += isWord ? "…" : String(name)
            rest = rest[found.upperBound...]
        }
        return result + rest
    }

    private static func isWordCharacter(_ character: Character?) -> Bool {
        character.map { $0.isLetter || $0.isNumber } ?? false
    }
}
