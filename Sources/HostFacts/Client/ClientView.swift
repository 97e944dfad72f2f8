public import AutomountResolver

/// Whose view a path is resolved from: what is asked for, where it differs from what the client itself would take.
public struct ClientView: Sendable {
    /// The variables of automount's `-D`.
    public var defines: [String: String] = [:]
    /// The name or number of who looks a path up; root unless somebody is asked for.
    public var user: String?
    /// The options of automount's `-O`.
    public var mountOptions: String?
    /// The master map as automount's argument.
    public var master: String?
    /// The release of autofs; that of the client unless one is asked for.
    public var autofsVersion: AutofsVersion?

    /// The view of root on the client as it is.
    public init() {}
}

extension ClientFacts {
    /// What the client knows in a view: what is asked for goes before what is given, and that before files and the system.
    ///
    /// - Parameters:
    ///   - view: The view.
    ///   - addGiven: Puts facts that somebody gives over those of the client.
    /// - Returns: Everything that a resolver needs to know.
    /// - Throws: ``HostFactsError`` where no account has the name of the view's user, `FileError` where a file cannot be
    ///   read, and what `addGiven` throws.
    public func facts(
        in view: ClientView,
        addGiven: (inout ResolverFacts) throws -> Void = { _ in }
    ) async throws -> ResolverFacts {
        var facts = try await facts()
        try addGiven(&facts)
        // Automount is never without a path of its own, which maps see as a variable.
        if facts.daemonEnvironment["PATH"] == nil {
            facts.daemonEnvironment["PATH"] = ProgramRunner.usualPath
        }
        facts.defines.merge(view.defines) { _, asked in asked }
        if let options = view.mountOptions { facts.globalOptions = options }
        if let master = view.master { facts.masterMap = master }
        facts.autofsVersion =
            if let version = view.autofsVersion { version } else { try autofsVersion() ?? .latestKnown }
        if let user = view.user {
            if facts.user?.isCalled(user) != true { facts.user = try await self.user(user) }
        } else if facts.user == nil {
            facts.user = try await user("0")
        }
        return facts
    }
}

extension ResolverFacts.User {
    /// Whether a name or number means this user.
    fileprivate func isCalled(_ user: String) -> Bool {
        user == name || user == String(uid)
    }
}
