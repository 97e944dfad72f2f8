/// The line `automount:` of nsswitch.conf(5): where maps given by name are looked for.
package struct NameServiceSwitch: Sendable {
    /// How asking a source ended.
    package enum Status: String, Sendable, CaseIterable {
        case success
        case notFound = "notfound"
        case unavailable = "unavail"
        case tryAgain = "tryagain"
    }

    /// What follows from a status, or from every other one.
    package struct Action: Sendable {
        package let returns: Bool
        package let isNegated: Bool
    }

    /// A source and when the search ends with it.
    package struct Source: Sendable {
        package let name: String
        package var actions: [Status: Action] = [:]

        /// Whether the search ends with the source when asking it ended so.
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

    /// The sources in order; `nil` where the line cannot be understood and maps by name are unavailable.
    package let sources: [Source]?

    /// Reads the file; without an `automount:` line there is the source `files` alone.
    ///
    /// Two such lines are as bad as one that cannot be understood.
    package init(_ bytes: [UInt8]) {
        var scanner = NameServiceScanner(bytes)
        guard scanner.hasLine else {
            sources = [Source(name: "files")]
            return
        }
        sources = Self.parse(&scanner)
    }

    private static let known: Set<String> = ["files", "yp", "nis", "nisplus", "ldap", "hesiod", "sss"]

    private static func parse(_ scanner: inout NameServiceScanner) -> [Source]? {
        var sources: [Source] = []
        // What a bracket says holds for later ones too, unless they speak of the same status.
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
            if known.contains(name) { sources.append(source) }
        }
        if count == 0, token == nil { return [] }
        guard count > 0, token == .lineEnd, scanner.next() == nil else { return nil }
        return sources
    }

    /// Takes what stands in brackets, up to the one that closes; false where it cannot be understood.
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
