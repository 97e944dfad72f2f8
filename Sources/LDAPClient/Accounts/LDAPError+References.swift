extension LDAPError {
    /// The same error with what a configuration can do about references to other servers, if it is about them.
    public var withAdviceOnReferences: LDAPError {
        guard code == .incomplete, !referrals.isEmpty else { return self }
        return adding(
            "list several bases as bases = [...] in [directory.users]; or, if you know that no user is there, "
                + "name the references in the same section, such as ignore_references = [\"*DomainDnsZones*\"]"
        )
    }
}
