public import AutomountResolver
import HostFiles

/// The point of view from which a path is resolved: explicit settings that replace those of the client.
public struct ClientView: Sendable {
    /// The variables of automount's option `-D`.
    public var defines: [String: String] = [:]
    /// The name or number of the user who looks up a path; the default is root.
    public var user: String?
    /// The options of automount's option `-O`.
    public var mountOptions: String?
    /// The master map given as automount's argument.
    public var master: String?
    /// The release of autofs; the default is that of the client.
    public var autofsVersion: AutofsVersion?

    /// The view of root on the client, without changes.
    public init() {}
}

extension ClientFacts {
    /// Collects the facts for a view.
    ///
    /// The view's settings take precedence over given facts, and those over files and the system.
    ///
    /// - Parameters:
    ///   - view: The view.
    ///   - addGiven: Replaces facts of the client by given ones.
    /// - Returns: The facts that a resolver needs.
    /// - Throws: ``HostFactsError`` if no account has the name of the view's user, `FileError` if a file cannot be
    ///   read, and the errors of `addGiven`.
    public func facts(
        in view: ClientView,
        addGiven: (inout ResolverFacts) throws -> Void = { _ in }
    ) async throws -> ResolverFacts {
        var facts = try await facts()
        try addGiven(&facts)
        // Automount always has a PATH, which maps can use as a variable.
        if facts.daemonEnvironment["PATH"] == nil {
            facts.daemonEnvironment["PATH"] = ProgramRunner.usualPath
        }
        let service = AutomountArguments(reading: RootMapSource(root: root))
        facts.defines.merge(service.defines) { known, _ in known }
        if facts.globalOptions.isEmpty { facts.globalOptions = service.globalOptions ?? "" }
        facts.masterMap = facts.masterMap ?? service.masterMap
        facts.defines.merge(view.defines) { _, asked in asked }
        if let options = view.mountOptions { facts.globalOptions = options }
        if let master = view.master { facts.masterMap = master }
        facts.autofsVersion =
            if let version = view.autofsVersion { version } else { try autofsVersion() ?? .latestKnown }
        if let user = view.user {
            if facts.user?.isCalled(user) != true { facts.user = try await self.user(user) }
        } else if facts.user == nil {
            facts.user = try await user("0") ?? ClientUser.root
        }
        return facts
    }
}

extension ResolverFacts.User {
    /// Whether a name or number refers to this user.
    fileprivate func isCalled(_ user: String) -> Bool {
        user == name || user == String(uid)
    }
}
