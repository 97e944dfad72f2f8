import Accounts
import LDAPEntries
import SourceText

/// Counts what users have in common, entry by entry, and keeps no entry.
struct UserTally {
    /// The attributes that may hold a value, the one of the product's profile first.
    private let candidates: (names: [String], homes: [String], stableIDs: [String])
    private let profile: AttributeNames
    private(set) var count = 0
    /// How many entries have a usable value of an attribute.
    private var present: [String: Int] = [:]
    private var parents = BoundedCounts()
    private var prefixes: [String: BoundedCounts] = [:]
    private var numbers: ClosedRange<UInt32>?
    private var systemNumbers = 0

    private static let lowestUserNumber: UInt32 = 1_000

    init(_ profile: AttributeNames) {
        self.profile = profile
        func list(_ first: String, _ others: [String]) -> [String] { [first] + others.filter { $0 != first } }
        candidates = (
            list(profile.name, ["uid", "sAMAccountName"]),
            list(profile.homeDirectory, ["homeDirectory", "unixHomeDirectory"]),
            list(profile.stableID, ["entryUUID", "nsUniqueId", "ipaUniqueID", "objectGUID"])
        )
    }

    /// The attributes to read.
    var attributes: [String] {
        candidates.names + candidates.homes + candidates.stableIDs + [profile.uidNumber, profile.gidNumber]
    }

    /// Counts an entry.
    mutating func add(_ entry: LDAPEntry) {
        count += 1
        parents.add(DistinguishedName.parent(of: entry.dn) ?? "")
        for name in candidates.names where !entry.values(of: name).isEmpty { note(name) }
        for id in candidates.stableIDs where StableID.text(of: entry, in: id) != nil { note(id) }
        for home in candidates.homes {
            guard let value = entry.onlyValue(of: home), value.first == .slash else { continue }
            note(home)
            guard let prefix = Self.prefix(ofHome: value) else { continue }
            prefixes[home, default: BoundedCounts()].add(prefix)
        }
        if Self.number(profile.gidNumber, of: entry) != nil { note(profile.gidNumber) }
        if let number = Self.number(profile.uidNumber, of: entry) {
            note(profile.uidNumber)
            add(number: number)
        }
    }

    /// What the entries have in common.
    ///
    /// - Parameter base: The base of the search.
    /// - Returns: The findings.
    func findings(below base: String) -> UserFindings {
        var findings = UserFindings()
        findings.count = count
        let isCounted = parents.uncounted == 0 && count > 0
        let containers = isCounted ? UserContainers(parents.list, below: base).list : []
        // Names that cannot be written as the base of a search are not proposed.
        let areUsable = containers.allSatisfy {
            DistinguishedName.isWellFormed($0.text) && !$0.text.contains("\u{FFFD}")
        }
        findings.containers =
            isCounted && areUsable ? containers : [CountedText(base, count: count)]
        findings.attributes = AttributeNames(
            name: mostUsed(candidates.names),
            uidNumber: profile.uidNumber,
            gidNumber: profile.gidNumber,
            homeDirectory: mostUsed(candidates.homes),
            stableID: mostUsed(candidates.stableIDs)
        )
        for attribute in findings.attributes.all where present[attribute, default: 0] < count {
            findings.lacking[attribute] = count - present[attribute, default: 0]
        }
        findings.homePrefixes = prefixes[findings.attributes.homeDirectory]?.list ?? []
        findings.numbers = numbers
        findings.systemNumbers = systemNumbers
        return findings
    }

    private mutating func note(_ attribute: String) {
        present[attribute, default: 0] += 1
    }

    private mutating func add(number: UInt32) {
        if number < Self.lowestUserNumber {
            systemNumbers += 1
        } else if !NumberRule.isReserved(number) {
            let known = numbers ?? number...number
            numbers = min(known.lowerBound, number)...max(known.upperBound, number)
        }
    }

    /// The attribute that most entries have; the one of the profile unless another one has more.
    private func mostUsed(_ attributes: [String]) -> String {
        attributes.dropFirst().reduce(attributes[0]) { best, next in
            present[next, default: 0] > present[best, default: 0] ? next : best
        }
    }

    private static func number(_ attribute: String, of entry: LDAPEntry) -> UInt32? {
        entry.onlyValue(of: attribute).flatMap(NumberRule.number)
    }

    /// The directory of a home; nil unless every part of the path is a plain name.
    private static func prefix(ofHome value: ArraySlice<UInt8>) -> String? {
        let parts = value.dropFirst().split(separator: .slash, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count > 1, parts.allSatisfy({ NameRule.objection(to: $0) == nil }) else { return nil }
        return "/" + parts.dropLast().joined(separator: "/")
    }
}
