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
        Account(try accept(entry, at: time))
    }

    /// Takes the values of an account from an entry.
    func accept(_ entry: LDAPEntry, at time: Int) throws(RefusedEntry) -> AcceptedEntry {
        let home = try home(of: entry)
        let homeName = try homeName(of: home, in: entry)
        return AcceptedEntry(
            dn: entry.dnBytes,
            stableID: StableID.bytes(of: entry, in: attributes.stableID),
            name: try name(in: entry, homeName: homeName),
            homeParent: home.dropLast(homeName.count + 1),
            homeName: homeName,
            uidNumber: try uidNumber(in: entry),
            gidNumber: try gidNumber(in: entry),
            state: AccountState(of: entry, at: time)
        )
    }

    /// Whether the home of an entry is on this file server.
    ///
    /// - Throws: ``RefusedEntry`` if the entry does not say where it is.
    func isHere(_ entry: LDAPEntry) throws(RefusedEntry) -> Bool {
        guard let placement else { return true }
        return placement.isHere(try value(of: placement.attribute, in: entry))
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
    private func home(of entry: LDAPEntry) throws(RefusedEntry) -> ArraySlice<UInt8> {
        if let fallbackHome {
            let values = entry.values(of: attributes.homeDirectory)
            guard values.contains(where: { $0.first == .slash }) else {
                let name = String(decoding: try value(of: attributes.name, in: entry), as: UTF8.self)
                return Array(fallbackHome.home(name: name, uidNumber: try uidNumber(in: entry)).utf8)[...]
            }
        }
        return try value(of: attributes.homeDirectory, in: entry)
    }

    private func name(in entry: LDAPEntry, homeName: ArraySlice<UInt8>) throws(RefusedEntry) -> ArraySlice<
        UInt8
    > {
        let name: ArraySlice<UInt8>
        if let only = entry.onlyValue(of: attributes.name), !only.isEmpty {
            name = only
        } else if entry.values(of: attributes.name).contains(where: { $0.elementsEqual(homeName) }) {
            // An entry may list aliases: then the login name is the one that the home is named after.
            name = homeName
        } else {
            name = try value(of: attributes.name, in: entry)
        }
        if !name.elementsEqual(homeName), let objection = NameRule.objection(to: name) {
            throw refusal(of: entry, .badName, "the name \(quoted(name)) \(objection)")
        }
        return name
    }

    /// The last component of a home, which has been checked as a name.
    private func homeName(of home: ArraySlice<UInt8>, in entry: LDAPEntry) throws(RefusedEntry) -> ArraySlice<
        UInt8
    > {
        guard home.first == .slash else {
            throw badHome(home, of: entry, .badHome, "is not an absolute path")
        }
        let rest = home.dropFirst(prefix.utf8.count)
        guard home.starts(with: prefix.utf8), rest.first == .slash else {
            throw badHome(home, of: entry, .homeOutsidePrefix, "is not below \(quoted(prefix.utf8))")
        }
        let name = rest.dropFirst()
        if let objection = NameRule.objection(to: name) {
            throw badHome(home, of: entry, .badHome, "must be \(prefix)/NAME, but NAME \(objection)")
        }
        return name
    }

    private func badHome(
        _ home: ArraySlice<UInt8>,
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
        let digits = try value(of: attribute, in: entry)
        if let number = NumberRule.number(digits) { return number }
        throw refusal(
            of: entry,
            .badNumber,
            "\(attribute) \(quoted(digits)) is not a decimal number below 4294967296"
        )
    }

    /// The only value of an attribute.
    private func value(of attribute: String, in entry: LDAPEntry) throws(RefusedEntry) -> ArraySlice<UInt8> {
        if let value = entry.onlyValue(of: attribute), !value.isEmpty { return value }
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

    private func quoted(_ text: some Collection<UInt8>) -> String {
        "\"\(printable(text, limit: 200))\""
    }
}
