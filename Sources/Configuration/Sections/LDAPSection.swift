import Accounts
import LDAPClient
import SourceText

/// The section `[directory]` and its subsections: the LDAP server.
struct LDAPSection {
    let base: String
    let settings: LDAPSettings
    let users: AccountSearch
    let knownRefusals: KnownRefusals
    /// The template for the home of entries without a usable one, as written.
    let fallbackHome: String?
    /// The attribute that names the file server of an account, and the names of this one, if given.
    let placement: (attribute: String, names: [String]?)?

    static func read(_ text: inout ConfigurationText) -> LDAPSection {
        var section = SectionReader(["directory"])
        let base = section.text("base", in: &text)
        let tls = tls(&section, &text)
        let domain = domain(&section, usesTLS: tls.startTLS, &text)
        let settings = LDAPSettings(
            uris: uris(&section, hasDomain: domain != nil, &text),
            domain: domain,
            bind: bind(&section, &text),
            tls: tls,
            networkTimeout: .seconds(section.number("network_timeout", default: 8, in: 1...600, &text)),
            keepAlive: .seconds(section.number("keepalive", default: 120, in: 5...7_200, &text)),
            timeout: .seconds(section.number("timeout", default: 60, in: 1...3_600, &text))
        )
        let pageSize = section.optionalNumber("page_size", in: 0...100_000, &text)
        let provider = provider(&section, &text)
        section.finish(subsections: ["users", "groups"], in: &text)
        var (users, fallbackHome) = users(base: base, &text)
        users.pageSize = pageSize
        users.provider = provider
        users.groupBase = groupBase(default: base, &text)
        users.attributes = attributes(&text)
        return LDAPSection(
            base: base,
            settings: settings,
            users: users,
            knownRefusals: KnownRefusals(SectionReader.reasons(at: ["directory", "users", "known"], &text)),
            fallbackHome: fallbackHome,
            placement: placement(&text)
        )
    }

    private static func domain(
        _ section: inout SectionReader,
        usesTLS: Bool,
        _ text: inout ConfigurationText
    ) -> String? {
        let domain = section.optionalText("domain", in: &text)
        if domain != nil, !usesTLS {
            section.reject(
                "domain",
                "needs start_tls = true, because DNS can be forged, and only certificates prove that a server belongs to "
                    + "the domain",
                in: &text
            )
        }
        return domain
    }

    private static func uris(
        _ section: inout SectionReader,
        hasDomain: Bool,
        _ text: inout ConfigurationText
    ) -> [String] {
        if hasDomain, !text.keys(at: section.path).contains("uris") { return [] }
        let uris = section.texts("uris", in: &text)
        if hasDomain {
            section.reject("uris", "and domain both name the servers; give only one of the two", in: &text)
        }
        let schemes = ["ldap://", "ldaps://", "ldapi://"]
        for uri in uris where !schemes.contains(where: uri.hasPrefix) {
            let expected = schemes.joined(separator: ", ")
            section.reject(
                "uris",
                "contains \"\(printable(uri))\", which does not begin with one of \(expected)",
                in: &text
            )
        }
        return uris
    }

    private static func bind(
        _ section: inout SectionReader,
        _ text: inout ConfigurationText
    ) -> LDAPSettings.Bind {
        let method = section.text("bind", default: "anonymous", in: &text)
        let dn = section.optionalText("bind_dn", in: &text)
        let passwordFile = section.optionalPath("password_file", &text)
        guard method == "simple" else {
            if dn != nil || passwordFile != nil {
                section.reject(
                    "bind",
                    "must be \"simple\" if bind_dn or password_file is given",
                    in: &text
                )
            }
            switch method {
            case "anonymous": return .anonymous
            case "external": return .saslExternal
            case "gssapi": return .saslGSSAPI
            default:
                section.reject(
                    "bind",
                    "must be \"anonymous\", \"simple\", \"external\" or \"gssapi\"",
                    in: &text
                )
                return .anonymous
            }
        }
        guard let dn, let passwordFile, !dn.isEmpty else {
            section.reject("bind", "= \"simple\" needs bind_dn and password_file", in: &text)
            return .anonymous
        }
        return .simple(dn: dn, passwordFile: passwordFile)
    }

    private static func tls(
        _ section: inout SectionReader,
        _ text: inout ConfigurationText
    ) -> LDAPSettings.TLS {
        LDAPSettings.TLS(
            startTLS: section.flag("start_tls", default: false, in: &text),
            certificateAuthorityFile: section.optionalPath("ca_file", &text),
            certificateFile: section.optionalPath("certificate_file", &text),
            keyFile: section.optionalPath("key_file", &text)
        )
    }

    /// The product of the server; nil to ask the server.
    private static func provider(
        _ section: inout SectionReader,
        _ text: inout ConfigurationText
    ) -> ProviderKind? {
        let name = section.text("provider", default: "auto", in: &text)
        let kind = ProviderKind(rawValue: name)
        if kind == nil, name != "auto" {
            let names = ["auto"] + ProviderKind.allCases.map(\.rawValue)
            section.reject("provider", "must be one of \(names.joined(separator: ", "))", in: &text)
        }
        return kind
    }

    /// The groups whose members get homes; nil if all users do.
    private static func groups(
        _ section: inout SectionReader,
        _ text: inout ConfigurationText
    ) -> [String]? {
        let groups = section.texts("member_of", default: [], in: &text)
        guard text.keys(at: section.path).contains("member_of") else { return nil }
        if groups.isEmpty || groups.contains("") {
            section.reject(
                "member_of",
                "must name at least one group; leave it out if all users get homes",
                in: &text
            )
        }
        return groups
    }

    private static func groupBase(default base: String, _ text: inout ConfigurationText) -> String {
        var section = SectionReader(["directory", "groups"])
        let groupBase = section.text("base", default: base, in: &text)
        section.finish(in: &text)
        return groupBase
    }

    private static func placement(
        _ text: inout ConfigurationText
    ) -> (attribute: String, names: [String]?)? {
        var section = SectionReader(["directory", "users", "placement"])
        let isGiven = text.keys(at: ["directory", "users"]).contains("placement")
        let attribute = section.optionalText("attribute", in: &text)
        let names = section.texts("names", default: [], in: &text)
        section.finish(in: &text)
        if isGiven, attribute == nil {
            section.reject("attribute", "is missing: it names the file server of an account", in: &text)
        }
        return attribute.map { ($0, names.isEmpty ? nil : names) }
    }

    private static func attributes(_ text: inout ConfigurationText) -> ConfiguredAttributeNames {
        var section = SectionReader(["directory", "users", "attributes"])
        // What stable_id was called when it could only be the entryUUID.
        let entryUUID = section.optionalText("entry_uuid", in: &text)
        let names = ConfiguredAttributeNames(
            name: section.optionalText("name", in: &text),
            uidNumber: section.optionalText("uid_number", in: &text),
            gidNumber: section.optionalText("gid_number", in: &text),
            homeDirectory: section.optionalText("home_directory", in: &text),
            stableID: section.optionalText("stable_id", in: &text) ?? entryUUID
        )
        section.finish(in: &text)
        return names
    }

    private static func users(
        base: String,
        _ text: inout ConfigurationText
    ) -> (search: AccountSearch, fallbackHome: String?) {
        var section = SectionReader(["directory", "users"])
        let scopes: [String: SearchRequest.Scope] = ["subtree": .subtree, "one": .oneLevel]
        let scope = section.text("scope", default: "subtree", in: &text)
        if scopes[scope] == nil { section.reject("scope", "must be \"subtree\" or \"one\"", in: &text) }
        var search = AccountSearch(bases: bases(default: base, &section, &text))
        search.scope = scopes[scope] ?? .subtree
        search.filter = section.optionalText("filter", in: &text)
        search.ignoredReferences = ignoredReferences(&section, &text)
        search.groups = groups(&section, &text)
        let fallbackHome = section.optionalText("fallback_home", in: &text)
        section.finish(subsections: ["attributes", "known", "placement"], in: &text)
        return (search, fallbackHome)
    }

    /// The entries below which users are searched: those of "bases", or the one of "base".
    private static func bases(
        default base: String,
        _ section: inout SectionReader,
        _ text: inout ConfigurationText
    ) -> [String] {
        let single = section.optionalText("base", in: &text)
        let before = text.diagnostics.count
        let several = section.texts("bases", default: [single ?? base], in: &text)
        let hasSeveral = text.keys(at: section.path).contains("bases")
        if single != nil, hasSeveral {
            section.reject("bases", "replaces base; give only one of the two", in: &text)
        } else if hasSeveral, several.isEmpty, text.diagnostics.count == before {
            section.reject(
                "bases",
                "must name at least one base; leave it out for that of [directory]",
                in: &text
            )
        }
        return several
    }

    private static func ignoredReferences(
        _ section: inout SectionReader,
        _ text: inout ConfigurationText
    ) -> [ReferencePattern] {
        let patterns = section.texts("ignore_references", default: [], in: &text)
        if patterns.contains(where: \.isEmpty) {
            section.reject(
                "ignore_references",
                "contains an empty pattern; name a part of the references, such as \"*DomainDnsZones*\"",
                in: &text
            )
        }
        return patterns.map { ReferencePattern($0) }
    }
}
