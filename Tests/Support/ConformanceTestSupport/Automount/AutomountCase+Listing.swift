import AutomountResolver

extension AutomountCase {
    /// The names that the resolver lists in a directory; nil if no map is mounted there.
    var listing: [String]? {
        let client = ObservedClient(self)
        let resolver = Resolver(source: client, facts: ResolverFacts(self))
        return path.flatMap { resolver.listing(of: $0) }
    }

    /// The difference between listed and recorded names; nil if they are equal.
    var listingDifference: String? {
        let ours = listing?.sorted()
        return ours == expect.entries?.sorted()
            ? nil : "\(id): \(path ?? "") shows \(expect.entries ?? []), ours \(ours ?? [])"
    }
}
