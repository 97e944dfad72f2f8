import Accounts
public import LDAPClient
import SourceText

/// What was found, as sentences without a full stop, in which every value of the server is quoted and printable.
public struct FindingSentences: Sendable {
    let findings: DirectoryFindings
    private var users: UserFindings { findings.users }

    /// Puts findings into words.
    public init(_ findings: DirectoryFindings) {
        self.findings = findings
    }

    /// All of them, for a person who has just asked.
    public var all: [String] {
        [product, count] + containers + [reading, homes, numbers, stableID].compactMap(\.self) + lacking
            + [changes, encryption, maps].compactMap(\.self)
    }

    /// The server and its product.
    var product: String {
        hidesProduct
            ? "\(Self.quoted(findings.uri)) does not show what product it is"
            : "\(Self.quoted(findings.uri)) is \(findings.product.productName), as its root DSE shows"
    }

    /// Whether the server does not say what product it is.
    var hidesProduct: Bool { findings.gaps.contains { $0.subject == .rootDSE } }

    /// How many users there are.
    var count: String {
        let limit = isPartial ? "at least " : ""
        return "\(limit)\(Self.users(users.count)) below \(Self.quoted(findings.base))"
    }

    /// Where the users are, unless they are all over the base.
    var containers: [String] {
        guard narrowsBase else { return [] }
        return users.containers.map {
            "\($0.count) of \(Self.users(users.count)) below \(Self.quoted($0.text))"
        }
    }

    /// Whether all users are in few places below the base.
    var narrowsBase: Bool {
        !isPartial && users.count > 0 && users.containers.first?.text != findings.base
    }

    /// Whether the read of the users was complete.
    var isPartial: Bool { findings.gaps.contains { $0.subject == .users } }

    /// How the server returned the users; nil without a complete answer.
    var reading: String? {
        guard !isPartial else { return nil }
        let pages = findings.pageSize.map { "in pages of \($0) entries" } ?? "in one answer, without pages"
        return findings.needsPages
            ? "the server does not return all users at once, but \(pages)"
            : "the server returned all users \(pages)"
    }

    /// Where the homes are; nil if no user has one.
    var homes: String? {
        guard let prefix = users.homePrefixes.first else { return nil }
        let others = users.count - prefix.count
        let rest =
            others == 0 ? "" : "; \(Self.users(others)) \(others == 1 ? "has" : "have") another home or none"
        return "\(prefix.count) of \(Self.users(users.count)) \(users.count == 1 ? "has" : "have") a home in "
            + "\(Self.quoted(prefix.text)) (\(users.attributes.homeDirectory))\(rest)"
    }

    /// The numeric user ids in use; nil if there are none.
    var numbers: String? {
        var parts: [String] = []
        if let range = users.numbers {
            parts.append("uid numbers from \(range.lowerBound) to \(range.upperBound) are in use")
        }
        if users.systemNumbers > 0 {
            parts.append(
                "\(Self.users(users.systemNumbers)) with a number below 1000, as system accounts have, "
                    + "\(users.systemNumbers == 1 ? "gets" : "get") no home"
            )
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// Which entries show a stable id; nil without users.
    var stableID: String? {
        guard users.count > 0 else { return nil }
        let lacking = users.lacking[users.attributes.stableID] ?? 0
        return
            "\(users.count - lacking) of \(Self.users(users.count)) \(users.count == 1 ? "shows" : "show") a "
            + "stable id (\(users.attributes.stableID))"
    }

    /// How changes can be noticed.
    var changes: String {
        let offer =
            findings.offersContentSynchronisation
            ? "the server offers content synchronisation (RFC 4533)"
            : "the server does not offer content synchronisation (RFC 4533)"
        return switch findings.changes {
        case .updateSequenceNumbers: "changes can be noticed by uSNChanged; \(offer)"
        default: offer
        }
    }

    /// Whether the connection could be encrypted; nil if that makes no difference.
    var encryption: String? {
        guard findings.uri.lowercased().hasPrefix("ldap://") else { return nil }
        return findings.offersStartTLS
            ? "the server supports StartTLS" : "the server does not support StartTLS"
    }

    /// Where automount maps are; nil if none was found.
    var maps: String? {
        guard let maps = findings.maps else { return nil }
        let others = maps.elsewhere == 0 ? "" : "; \(maps.elsewhere) in other places"
        return
            "\(maps.count) automount \(maps.count == 1 ? "map" : "maps") of the schema \(maps.schemaName) below "
            + "\(Self.quoted(maps.base))\(others)"
    }

    /// The attributes that some entries lack, beside the stable id.
    var lacking: [String] {
        users.lacking.filter { $0.key != users.attributes.stableID }.sorted { $0.key < $1.key }.map {
            "\($0.value) of \(Self.users(users.count)) without a usable \($0.key)"
        }
    }

    private static func quoted(_ text: String) -> String {
        "\"\(printable(text, limit: 200))\""
    }

    static func users(_ count: Int) -> String {
        count == 1 ? "1 user" : "\(count) users"
    }
}
