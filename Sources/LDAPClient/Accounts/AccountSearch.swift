public import Accounts

/// Where and how to search for accounts, as configured.
///
/// What a configuration leaves out comes from the profile of the server's product.
public struct AccountSearch: Sendable, Hashable {
    /// The entries below which users are; each is searched by itself.
    public var bases: [String]
    /// How far below the bases to search.
    public var scope = SearchRequest.Scope.subtree
    /// The filter for users; nil for that of the profile.
    public var filter: String?
    /// The number of entries to request at a time, 0 for all at once; nil for that of the profile.
    public var pageSize: Int?
    /// The continuation references that lead to no users.
    public var ignoredReferences: [ReferencePattern] = []
    /// The attributes that hold the values of an account.
    public var attributes = ConfiguredAttributeNames()
    /// The groups whose members get homes, by name; nil if all accounts do.
    public var groups: [String]?
    /// The entry below which these groups are.
    public var groupBase = ""
    /// The product of the server; nil to ask the server.
    public var provider: ProviderKind?

    /// Makes a search that leaves all but the bases to the profile.
    public init(bases: [String]) {
        self.bases = bases
    }

    /// Makes the requests for a server with a profile.
    ///
    /// - Parameters:
    ///   - profile: The profile.
    ///   - attributes: The attributes to read, beside those that tell the state of an account.
    /// - Returns: One request for each base.
    func requests(for profile: ProviderProfile, reading attributes: [String]) -> [SearchRequest] {
        bases.map { base in
            var request = SearchRequest(
                base: base,
                scope: scope,
                filter: filter ?? profile.userFilter,
                attributes: attributes + profile.stateAttributes,
                pageSize: pageSize(for: profile)
            )
            request.ignoredReferences = ignoredReferences
            request.staysInDomain = profile.usesDomainScope
            return request
        }
    }

    /// The number of entries to request at a time from a server with a profile; nil for all at once.
    func pageSize(for profile: ProviderProfile) -> Int? {
        let size = pageSize ?? profile.pageSize ?? 0
        return size == 0 ? nil : size
    }
}
