/// The `automount:` line of nsswitch.conf(5): the sources of maps given by name.
package struct NameServiceSwitch: Sendable {
    /// The result of asking a source.
    package enum Status: String, Sendable, CaseIterable {
        case success
        case notFound = "notfound"
        case unavailable = "unavail"
        case tryAgain = "tryagain"
    }

    /// The action for a status, or for every other status.
    package struct Action: Sendable {
        package let returns: Bool
        package let isNegated: Bool
    }

    /// A source, and the results after which the search ends.
    package struct Source: Sendable {
        package let name: String
        package var actions: [Status: Action] = [:]

        /// Whether the search ends at this source after this result.
        package func ends(after status: Status) -> Bool {
            let negated = Status.allCases.contains { other in
                guard let action = actions[other] else { return false }
                return action.isNegated && action.returns && other != status
            }
            if negated { return true }
            guard let action = actions[status] else { return status == .success }
            return action.returns
        }
    }

    /// The sources in order; `nil` if the line has a syntax error, which makes maps by name unavailable.
    package let sources: [Source]?
    /// The words that are not sources, which automount ignores with a message.
    package let unknownSources: [String]

    /// Reads the file; without an `automount:` line, `files` is the only source.
    ///
    /// Two such lines count as a syntax error.
    package init(_ bytes: [UInt8]) {
        var scanner = NameServiceScanner(bytes)
        guard scanner.hasLine else {
            sources = [Source(name: "files")]
            unknownSources = []
            return
        }
        var unknown: [String] = []
        sources = Self.parse(&scanner, unknown: &unknown)
        unknownSources = unknown
    }

    private static let known: Set<String> = ["files", "yp", "nis", "nisplus", "ldap", "hesiod", "sss"]

    private static func parse(
        _ scanner: inout NameServiceScanner,
        unknown: inout [String]
    ) -> [Source]? {
        var sources: [Source] = []
        // The actions in brackets also apply to later sources with brackets, unless these set the same status:
        // lib/nss_parse.y keeps them in one array.
        var actions: [Status: Action] = [:]
        var count = 0
        var token = scanner.next()
        while case .source(let name)? = token {
            count += 1
            token = scanner.next()
            var source = Source(name: name)
            if token == .open {
                guard takeActions(from: &scanner, into: &actions) else { return nil }
                source.actions = actions
                token = scanner.next()
            }
            if known.contains(name) { sources.append(source) } else { unknown.append(name) }
        }
        if count == 0, token == nil { return [] }
        guard count > 0, token == .lineEnd, scanner.next() == nil else { return nil }
        return sources
    }

    /// Reads the actions in brackets, up to the closing one; returns false on a syntax error.
    private static func takeActions(
        from scanner: inout NameServiceScanner,
        into actions: inout [Status: Action]
    ) -> Bool {
        var token = scanner.next()
        guard token != .close else { return false }
        while token != .close {
            let isNegated = token == .bang
            if isNegated { token = scanner.next() }
            guard case .status(let status)? = token, scanner.next() == .equals,
                case .action(let returns)? = scanner.next()
            else { return false }
            actions[status] = Action(returns: returns, isNegated: isNegated)
            token = scanner.next()
        }
        return true
    }
}
