import AutomountResolver

extension AutomountCase {
    /// Whether only files decide what is mounted at start-up, and the daemon did start.
    ///
    /// The names of LDAP maps and of multi maps are not compared, because automount shows them differently.
    public var startsFromFiles: Bool {
        isReadFromFiles && expect.master != nil
    }

    /// The difference between predicted and recorded mounts at start-up; nil if they are equal.
    public var startDifference: String? {
        let text = texts.values.map { String(decoding: $0, as: UTF8.self) }.joined()
        let comparesMaps = !text.contains("ldap") && !text.contains("multi")
        let client = ObservedClient(self)
        var resolver = Resolver(source: client, facts: ResolverFacts(self))
        let ours = resolver.startingMounts(answering: client.answer).map { mount in
            "\(mount.mountPoint) \(comparesMaps ? mount.map : "") \(mount.isDirect ? "direct" : "indirect") \(mount.timeout)"
        }.sorted()
        let theirs = (expect.master ?? []).map { mount in
            "\(mount.mountPoint) \(comparesMaps ? mount.source : "") \(mount.kind) \(mount.timeout ?? -1)"
        }.sorted()
        return ours == theirs ? nil : "\(id): observed \(theirs), ours \(ours)"
    }
}
