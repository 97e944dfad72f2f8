internal import AutomountResolver
internal import HostFacts

/// Whose view a path is resolved from, as it is asked for.
struct ClientView: Equatable {
    var defines: [Definition] = []
    var user: String?
    /// A file with facts as JSON.
    var facts: String?
    var mountOptions: String?
    var master: String?
    /// The release of autofs; that of the client unless one is asked for.
    var autofsVersion: AutofsVersion?

    /// What the client knows: the facts that are given, else its files or the system.
    func facts(in context: CommandContext) async throws -> ResolverFacts {
        let client = try ClientFacts(below: context.root())
        var facts = try await client.facts()
        if let file = self.facts { try FactsFile.read(file, into: &facts, context.console) }
        // Automount is never without a path of its own, which maps see as a variable.
        if facts.daemonEnvironment["PATH"] == nil {
            facts.daemonEnvironment["PATH"] = ProgramRunner.usualPath
        }
        for define in defines { facts.defines[define.name] = define.value }
        if let mountOptions { facts.globalOptions = mountOptions }
        if let master { facts.masterMap = master }
        facts.autofsVersion =
            if let autofsVersion { autofsVersion } else { try client.autofsVersion() ?? .latestKnown }
        if let user {
            if facts.user?.isCalled(user) != true { facts.user = try await client.user(user) }
        } else if facts.user == nil {
            facts.user = try await client.user("0")
        }
        return facts
    }
}

extension ResolverFacts.User {
    /// Whether a name or number of the command line means this user.
    fileprivate func isCalled(_ user: String) -> Bool {
        user == name || user == String(uid)
    }
}
