import AutomountResolver

extension AutomountCase {
    /// What a directory shows, by the resolver; nil where no map waits in it.
    var listing: [String]? {
        let client = ObservedClient(self)
        let resolver = Resolver(source: client, facts: ResolverFacts(self))
        return path.flatMap { resolver.listing(of: $0) }
    }

    /// Where the names in a directory differ from those observed; nil where they are the same.
    var listingDifference: String? {
        let ours = listing?.sorted()
        return ours == expect.entries?.sorted()
            ? nil : "\(id): \(path ?? "") shows \(expect.entries ?? []), ours \(ours ?? [])"
    }
}
