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
    /// The entries that are known to be refused.
    public let knownRefusals: KnownRefusals

    /// Makes the rules.
    public init(
        attributes: AttributeNames = AttributeNames(),
        prefix: String,
        uidNumbers: ClosedRange<UInt32>,
        knownRefusals: KnownRefusals = KnownRefusals()
    ) {
        self.attributes = attributes
        self.prefix = prefix
        self.uidNumbers = uidNumbers
        self.knownRefusals = knownRefusals
    }

    /// Makes an account from an entry.
    ///
    /// - Throws: ``RefusedEntry`` with the first rule that the entry breaks.
    public func account(from entry: LDAPEntry) throws(RefusedEntry) -> Account {
        let home = try text(of: attributes.homeDirectory, in: entry)
        let homeName = try homeName(of: home, in: entry)
        return Account(
            dn: entry.dn,
            stableID: StableID.text(of: entry, in: attributes.stableID),
            name: try name(in: entry, homeName: homeName),
            uidNumber: try uidNumber(in: entry),
            gidNumber: try gidNumber(in: entry),
            homeDirectory: home,
            homeName: homeName
        )
    }

    private func name(in entry: LDAPEntry, homeName: String) throws(RefusedEntry) -> String {
        let values = entry.values(of: attributes.name)
        // An entry may list aliases: then the login name is the one that the home is named after.
        let name =
            values.count > 1 && values.contains(Array(homeName.utf8))
            ? homeName : try text(of: attributes.name, in: entry)
        if let objection = NameRule.objection(to: name) {
            throw refusal(of: entry, .badName, "the name \(quoted(name)) \(objection)")
        }
        return name
    }

    private func homeName(of home: String, in entry: LDAPEntry) throws(RefusedEntry) -> String {
        let shown = "\(attributes.homeDirectory) \(quoted(home))"
        guard home.utf8.first == UInt8(ascii: "/") else {
            throw refusal(of: entry, .badHome, "\(shown) is not an absolute path")
        }
        guard home.utf8.starts(with: (prefix + "/").utf8) else {
            throw refusal(of: entry, .homeOutsidePrefix, "\(shown) is not below \(quoted(prefix))")
        }
        let rest = String(decoding: home.utf8.dropFirst(prefix.utf8.count + 1), as: UTF8.self)
        if let objection = NameRule.objection(to: rest) {
            throw refusal(of: entry, .badHome, "\(shown) must be \(prefix)/NAME, but NAME \(objection)")
        }
        return rest
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
        let text = try text(of: attribute, in: entry)
        let digits = text.utf8.allSatisfy(\.isASCIIDigit)
        guard digits, let number = UInt32(text) else {
            throw refusal(
                of: entry,
                .badNumber,
                "\(attribute) \(quoted(text)) is not a decimal number below 4294967296"
            )
        }
        return number
    }

    private func text(of attribute: String, in entry: LDAPEntry) throws(RefusedEntry) -> String {
        let values = entry.values(of: attribute)
        guard let value = values.first, !value.isEmpty else {
            throw refusal(of: entry, .missingAttribute, "\(attribute) is missing or empty")
        }
        guard values.count == 1 else {
            throw refusal(
                of: entry,
                .severalValues,
                "\(attribute) has \(values.count) values; one is expected"
            )
        }
        // Bytes that are not UTF-8 become U+FFFD, which every rule refuses.
        return String(decoding: value, as: UTF8.self)
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
