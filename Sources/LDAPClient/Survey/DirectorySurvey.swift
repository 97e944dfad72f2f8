import Accounts
import LDAPEntries
public import Logging
import SourceText

/// Asks a directory server what it holds, to propose a configuration.
///
/// All users are read, but only counts are kept.
public struct DirectorySurvey: Sendable {
    /// The size of pages for a server that does not return all entries at once: less than any product's limit.
    private static let pageSize = 500

    /// The base below which to search; nil to find the naming context that holds users.
    public let base: String?

    /// Prepares a survey.
    ///
    /// - Parameter base: The base below which to search; nil to find the naming context that holds users.
    public init(base: String?) {
        self.base = base
    }

    /// Asks the first server that can answer.
    ///
    /// - Parameters:
    ///   - settings: How to connect, and as whom.
    ///   - logger: The log for servers that fail while others are tried.
    /// - Returns: The findings, with what could not be seen.
    /// - Throws: ``LDAPError`` if no server can be asked, if the given base does not exist, or if it is not clear which
    ///   base to use.
    public func findings(
        from settings: LDAPSettings,
        logger: Logger
    ) async throws(LDAPError) -> DirectoryFindings {
        try await LDAPConnection.firstAnswer(from: settings, logger: logger) {
            connection async throws(LDAPError) in
            try await findings(on: connection)
        }
    }

    private func findings(on connection: LDAPConnection) async throws(LDAPError) -> DirectoryFindings {
        let uri = await connection.uri ?? ""
        let root = try await connection.visibleRootDSE()
        let profile = ProviderProfile(root.map { ProviderKind(of: $0) } ?? .other)
        var findings = DirectoryFindings(
            uri: uri,
            product: profile.kind,
            base: try await connection.baseOfUsers(proposed: base, root, profile),
            users: UserFindings(),
            offersStartTLS: root?.offersStartTLS ?? false,
            offersContentSynchronisation: root?.offersContentSynchronisation ?? false
        )
        if root == nil {
            findings.gaps.append(
                .init(
                    .rootDSE,
                    "the server does not show its root DSE, so its product and what it offers are unknown"
                )
            )
        }
        try await readUsers(on: connection, root, profile, into: &findings)
        try await readMaps(on: connection, profile, into: &findings)
        return findings
    }

    private func readUsers(
        on connection: LDAPConnection,
        _ root: RootDSE?,
        _ profile: ProviderProfile,
        into findings: inout DirectoryFindings
    ) async throws(LDAPError) {
        var reading = try await connection.users(below: findings.base, profile, pageSize: profile.pageSize)
        findings.pageSize = profile.pageSize
        if reading.isCutOff, profile.pageSize == nil, root?.offersPages == true {
            let paged = try await connection.users(below: findings.base, profile, pageSize: Self.pageSize)
            if paged.failure == nil || paged.tally.count > reading.tally.count {
                reading = paged
                findings.pageSize = Self.pageSize
                findings.needsPages = paged.failure == nil
            }
        }
        if let failure = reading.failure {
            // A base that somebody names must exist; one that the server names may be hidden.
            if failure.code == .noSuchBase, base != nil { throw failure }
            findings.gaps.append(.init(.users, failure.withAdviceOnReferences.message))
        }
        findings.users = reading.tally.findings(below: findings.base)
        findings.gaps += gaps(in: findings.users, isComplete: reading.failure == nil)
    }

    private func gaps(in users: UserFindings, isComplete: Bool) -> [DirectoryFindings.Gap] {
        guard users.count > 0 else {
            let message =
                "no user is visible: there is none, or the server does not show them to this identity; sign in as one "
                + "that may read them"
            return isComplete ? [.init(.users, message)] : []
        }
        return users.attributes.all.filter { users.lacking[$0] == users.count }.map { attribute in
            .init(
                .attribute,
                "no user has a usable \(attribute): it is not in use, or the server does not show it to this identity"
            )
        }
    }

    private func readMaps(
        on connection: LDAPConnection,
        _ profile: ProviderProfile,
        into findings: inout DirectoryFindings
    ) async throws(LDAPError) {
        var request = SearchRequest(
            base: findings.base,
            filter: MapTally.filter,
            attributes: MapTally.attributes,
            pageSize: findings.pageSize
        )
        request.staysInDomain = profile.usesDomainScope
        var tally = MapTally()
        do throws(LDAPError) {
            for try await batch in connection.search(request) {
                for entry in batch { tally.add(entry) }
            }
        } catch {
            guard error.leavesGap else { throw error }
            // A hidden base was reported with the users.
            if error.code != .noSuchBase { findings.gaps.append(.init(.maps, error.message)) }
        }
        findings.maps = tally.findings()
    }
}
