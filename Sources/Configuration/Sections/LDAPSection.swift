import Accounts
import LDAPClient
import SourceText

/// The section `[directory]` and its subsections: the LDAP server.
struct LDAPSection {
    let base: String
    let settings: LDAPSettings
    let users: [SearchRequest]
    let attributes: AttributeNames
    let knownRefusals: KnownRefusals

    static func read(_ text: inout ConfigurationText) -> LDAPSection {
        var section = SectionReader(["directory"])
        let base = section.text("base", in: &text)
        let settings = LDAPSettings(
            uris: uris(&section, &text),
            bind: bind(&section, &text),
            tls: tls(&section, &text),
            networkTimeout: .seconds(section.number("network_timeout", default: 8, in: 1...600, &text)),
            timeout: .seconds(section.number("timeout", default: 60, in: 1...3_600, &text))
        )
        let pageSize = section.number("page_size", default: 0, in: 0...100_000, &text)
        section.finish(subsections: ["users"], in: &text)
        let attributes = attributes(&text)
        let users = users(base: base, attributes: attributes, pageSize: pageSize, &text)
        return LDAPSection(
            base: base,
            settings: settings,
            users: users,
            attributes: attributes,
            knownRefusals: KnownRefusals(SectionReader.reasons(at: ["directory", "users", "known"], &text))
        )
    }

    private static func uris(_ section: inout SectionReader, _ text: inout ConfigurationText) -> [String] {
        let uris = section.texts("uris", in: &text)
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
            default:
                section.reject("bind", "must be \"anonymous\", \"simple\" or \"external\"", in: &text)
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

    private static func attributes(_ text: inout ConfigurationText) -> AttributeNames {
        var section = SectionReader(["directory", "users", "attributes"])
        let standard = AttributeNames()
        let names = AttributeNames(
            name: section.text("name", default: standard.name, in: &text),
            uidNumber: section.text("uid_number", default: standard.uidNumber, in: &text),
            gidNumber: section.text("gid_number", default: standard.gidNumber, in: &text),
            homeDirectory: section.text("home_directory", default: standard.homeDirectory, in: &text),
            entryUUID: section.text("entry_uuid", default: standard.entryUUID, in: &text)
        )
        section.finish(in: &text)
        return names
    }

    private static func users(
        base: String,
        attributes: AttributeNames,
        pageSize: Int,
        _ text: inout ConfigurationText
    ) -> [SearchRequest] {
        var section = SectionReader(["directory", "users"])
        let scopes: [String: SearchRequest.Scope] = ["subtree": .subtree, "one": .oneLevel]
        let scope = section.text("scope", default: "subtree", in: &text)
        if scopes[scope] == nil { section.reject("scope", "must be \"subtree\" or \"one\"", in: &text) }
        let bases = bases(default: base, &section, &text)
        var request = SearchRequest(
            base: base,
            scope: scopes[scope] ?? .subtree,
            filter: section.text("filter", default: "(objectClass=posixAccount)", in: &text),
            attributes: attributes.all,
            pageSize: pageSize == 0 ? nil : pageSize
        )
        request.staysInDomain = true
        request.ignoredReferences = ignoredReferences(&section, &text)
        section.finish(subsections: ["attributes", "known"], in: &text)
        return bases.map { base in
            var search = request
            search.base = base
            return search
        }
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
