import AutomountResolver

extension AutomountCase {
    /// Whether parsing decides what is mounted at the start: files alone are read, and the daemon came up.
    ///
    /// Of maps in LDAP and of several maps automount shows more or less than a name; those names are not compared.
    public var startsFromFiles: Bool {
        isReadFromFiles && expect.master != nil
    }

    /// Where what automount mounts at its start differs from what was observed; nil where it is the same.
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
