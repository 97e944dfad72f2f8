/// What a connection takes from the machine, not from its settings; tests replace it.
struct Surroundings: Sendable {
    /// The certificate authorities that the machine trusts.
    var authorities = TrustedAuthorities()
    /// The servers of a domain, from DNS.
    var services = ServiceLookup.system
}
