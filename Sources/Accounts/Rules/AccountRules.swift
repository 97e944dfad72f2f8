public import LDAPEntries
import SourceText

/// The rules that turn an LDAP entry into an account, or refuse it with a reason.
public struct AccountRules: Sendable, Hashable {
    /// Which attribute holds which value.
    public var attributes: AttributeNames
    /// The parent directory of all homes on clients, such as `/home`; no slash at the end.
    public let prefix: String
    /// The numeric user ids that get a home.
    public let uidNumbers: ClosedRange<UInt32>
    /// The home of an entry without a usable one; nil to refuse such an entry.
    public let fallbackHome: HomeTemplate?
    /// How an entry tells which file server its home is on; nil if all homes are on this one.
    public let placement: Placement?
    /// The entries that are known to be refused.
    public let knownRefusals: KnownRefusals

    /// Makes the rules.
    public init(
        attributes: AttributeNames = AttributeNames(),
        prefix: String,
        uidNumbers: ClosedRange<UInt32>,
        fallbackHome: HomeTemplate? = nil,
        placement: Placement? = nil,
        knownRefusals: KnownRefusals = KnownRefusals()
    ) {
        self.attributes = attributes
        self.prefix = prefix
        self.uidNumbers = uidNumbers
        self.fallbackHome = fallbackHome
        self.placement = placement
        self.knownRefusals = knownRefusals
    }

    /// The attributes that the rules read.
    public var attributesRead: [String] {
        attributes.all + (placement.map { [$0.attribute] } ?? [])
    }

    /// Makes an account from an entry.
    ///
    /// - Parameters:
    ///   - entry: The entry.
    ///   - time: The time at which the account must be in use, in seconds since 1970-01-01 UTC.
    /// - Returns: The account.
    /// - Throws: ``RefusedEntry`` with the first rule that the entry breaks.
    public func account(from entry: LDAPEntry, at time: Int) throws(RefusedEntry) -> Account {
        let home = try home(of: entry)
        let homeName = try homeName(of: home, in: entry)
        return Account(
            dn: entry.dn,
            stableID: StableID.text(of: entry, in: attributes.stableID),
            name: try name(in: entry, homeName: homeName),
            uidNumber: try uidNumber(in: entry),
            gidNumber: try gidNumber(in: entry),
            homeDirectory: home,
            homeName: homeName,
            state: AccountState(of: entry, at: time)
        )
    }

    /// Whether the home of an entry is on this file server.
    ///
    /// - Throws: ``RefusedEntry`` if the entry does not say where it is.
    func isHere(_ entry: LDAPEntry) throws(RefusedEntry) -> Bool {
        guard let placement else { return true }
        return placement.isHere(try text(of: placement.attribute, in: entry).utf8)
    }

    /// Further login names of an entry that has several.
    func aliases(of entry: LDAPEntry) -> [String] {
        guard entry.onlyValue(of: attributes.name) == nil else { return [] }
        return entry.values(of: attributes.name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// What an entry that is refused claims nevertheless.
    func claims(of entry: LDAPEntry) -> [Claim] {
        let texts = { (attribute: String) in
            entry.values(of: attribute).map { String(decoding: $0, as: UTF8.self) }
        }
        return texts(attributes.uidNumber).map(Claim.uidNumber) + texts(attributes.name).map(Claim.name)
            + texts(attributes.homeDirectory).map(Claim.home)
    }

    /// The home that the entry names or, if clients cannot use that, the one of the template.
    private func home(of entry: LDAPEntry) throws(RefusedEntry) -> String {
        if let fallbackHome {
            let values = entry.values(of: attributes.homeDirectory)
            guard values.contains(where: { $0.first == .slash }) else {
                let name = try text(of: attributes.name, in: entry)
                return fallbackHome.home(name: name, uidNumber: try uidNumber(in: entry))
            }
        }
        return try text(of: attributes.homeDirectory, in: entry)
    }

    private func name(in entry: LDAPEntry, homeName: String) throws(RefusedEntry) -> String {
        // An entry may list aliases: then the login name is the one that the home is named after.
        let name =
            aliases(of: entry).contains(homeName) ? homeName : try text(of: attributes.name, in: entry)
        if name == homeName { return name }
        if let objection = NameRule.objection(to: name) {
            throw refusal(of: entry, .badName, "the name \(quoted(name)) \(objection)")
        }
        return name
    }

    /// The last component of a home, which has been checked as a name.
    private func homeName(of home: String, in entry: LDAPEntry) throws(RefusedEntry) -> String {
        let path = home.utf8
        guard path.first == .slash else {
            throw badHome(home, of: entry, .badHome, "is not an absolute path")
        }
        let rest = path.dropFirst(prefix.utf8.count)
        guard path.starts(with: prefix.utf8), rest.first == .slash else {
            throw badHome(home, of: entry, .homeOutsidePrefix, "is not below \(quoted(prefix))")
        }
        let name = String(Substring(rest.dropFirst()))
        if let objection = NameRule.objection(to: name) {
            throw badHome(home, of: entry, .badHome, "must be \(prefix)/NAME, but NAME \(objection)")
        }
        return name
    }

    private func badHome(
        _ home: String,
        of entry: LDAPEntry,
        _ reason: RefusedEntry.Reason,
        _ what: String
    ) -> RefusedEntry {
        refusal(of: entry, reason, "\(attributes.homeDirectory) \(quoted(home)) \(what)")
    }

    private func uidNumber(in entry: LDAPEntry) throws(RefusedEntry) -> UInt32 {
        let number = try number(of: attributes.uidNumber, in: entry)
        guard uidNumbers.contains(number), !NumberRule.isReserved(number) else {
            throw refusal(
                of: entry,
                .numberOutOfRange,
                "\(attributes.uidNumber) \(number) is reserved or not within "
                    + "\(uidNumbers.lowerBound)...\(uidNumbers.upperBound)"
            )
        }
        return number
    }

    private func gidNumber(in entry: LDAPEntry) throws(RefusedEntry) -> UInt32 {
        let number = try number(of: attributes.gidNumber, in: entry)
        guard !NumberRule.isReserved(number) else {
            throw refusal(of: entry, .numberOutOfRange, "\(attributes.gidNumber) \(number) is reserved")
        }
        return number
    }

    private func number(of attribute: String, in entry: LDAPEntry) throws(RefusedEntry) -> UInt32 {
        if let number = entry.onlyValue(of: attribute).flatMap(NumberRule.number) { return number }
        let text = try text(of: attribute, in: entry)
        throw refusal(
            of: entry,
            .badNumber,
            "\(attribute) \(quoted(text)) is not a decimal number below 4294967296"
        )
    }

    private func text(of attribute: String, in entry: LDAPEntry) throws(RefusedEntry) -> String {
        if let value = entry.onlyValue(of: attribute), !value.isEmpty {
            // Bytes that are not UTF-8 become U+FFFD, which every rule refuses.
            return String(decoding: value, as: UTF8.self)
        }
        let values = entry.values(of: attribute)
        guard values.count > 1 else {
            throw refusal(of: entry, .missingAttribute, "\(attribute) is missing or empty")
        }
        throw refusal(
            of: entry,
            .severalValues,
            "\(attribute) has \(values.count) values; one is expected"
        )
    }

    private func refusal(of entry: LDAPEntry, _ reason: RefusedEntry.Reason, _ message: String)
        -> RefusedEntry
    {
        RefusedEntry(dn: entry.dn, reason: reason, message: message)
    }

    private func quoted(_ text: String) -> String {
        "\"\(printable(text, limit: 200))\""
    }
}
