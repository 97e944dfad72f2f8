import Accounts
import LDAPClient

/// The sections about the directory.
extension CommentedText {
    mutating func directory(_ choices: InitialChoices, base: String, _ sentences: FindingSentences?) {
        section("directory")
        if let domain = choices.domain {
            key(
                "domain",
                TOMLText.string(domain),
                because: "The domain whose SRV records name the LDAP servers."
            )
        }
        if choices.domain == nil || !choices.uris.isEmpty {
            key(
                "uris",
                TOMLText.array(choices.uris),
                because: "The LDAP servers as given to init, tried in order."
            )
        }
        let origin = choices.base == nil ? "proposed by the server" : "as given to init"
        key("base", TOMLText.string(base), because: "The base, \(origin)" + counted(sentences) + ".")
        access(choices)
        guard let sentences else { return }
        if !choices.access.startTLS, choices.uris.contains(where: { $0.lowercased().hasPrefix("ldap://") }) {
            suggestion("start_tls", "true", because: encryptionAdvice(sentences.findings))
        }
        if sentences.findings.needsPages, let size = sentences.findings.pageSize {
            key("page_size", "\(size)", because: (sentences.reading ?? "").capitalizedSentence)
        } else if let reading = sentences.reading {
            suggestion(
                "page_size",
                "\(sentences.findings.pageSize ?? 0)",
                because: reading.capitalizedSentence
            )
        }
        if !sentences.hidesProduct {
            suggestion(
                "provider",
                TOMLText.string(sentences.findings.product.rawValue),
                because: "Recognised at every run, unless it is named."
            )
        }
    }

    private func counted(_ sentences: FindingSentences?) -> String {
        sentences.map { ": \($0.count)" } ?? ""
    }

    private mutating func access(_ choices: InitialChoices) {
        let access = choices.access
        let bind = access.bind ?? (access.bindDN == nil ? "anonymous" : "simple")
        key("bind", TOMLText.string(bind), because: "How to sign in.")
        let texts = [
            ("bind_dn", access.bindDN), ("password_file", access.passwordFile),
            ("ca_file", access.authorityFile), ("certificate_file", access.certificateFile),
            ("key_file", access.keyFile),
        ]
        if access.startTLS {
            key("start_tls", "true", because: "Encrypt ldap:// with StartTLS before anything is sent.")
        }
        for case (let name, let value?) in texts {
            key(name, TOMLText.string(value), because: "As given to init.")
        }
    }

    private func encryptionAdvice(_ findings: DirectoryFindings) -> String {
        findings.offersStartTLS
            ? "The server supports StartTLS. Use it: without TLS, anybody on the path can read and change what the server "
                + "says. Set ca_file too, unless the system trusts the authority of the server."
            : "The server does not show that it supports StartTLS. Set it up, or use ldaps://: without TLS, anybody on "
                + "the path can read and change what the server says."
    }

    /// Where users are, and which attributes they use, where that differs from the defaults.
    mutating func users(_ sentences: FindingSentences) {
        let users = sentences.findings.users
        if sentences.narrowsBase {
            section("directory.users")
            for place in sentences.containers { comment(place + ".") }
            let bases = users.containers.map(\.text)
            comment("Users in other places are not found.")
            let isOne = bases.count == 1
            key(
                isOne ? "base" : "bases",
                isOne ? TOMLText.string(bases[0]) : TOMLText.array(bases),
                because: "The deepest entries that hold all users."
            )
        }
        attributes(sentences)
        if users.systemNumbers > 0 {
            space()
            comment(
                "To accept that \(FindingSentences.users(users.systemNumbers)) with low numbers get no home:"
            )
            line("#[directory.users.known]")
            line("#\"number-out-of-range\" = \"system accounts\"")
        }
    }

    private mutating func attributes(_ sentences: FindingSentences) {
        let (found, usual) = (
            sentences.findings.users.attributes, ProviderProfile(sentences.findings.product).attributes
        )
        let named = [
            ("name", found.name, usual.name), ("home_directory", found.homeDirectory, usual.homeDirectory),
            ("stable_id", found.stableID, usual.stableID),
        ].filter { $0.1 != $0.2 }
        guard !named.isEmpty else { return }
        section("directory.users.attributes")
        for (name, attribute, usual) in named {
            key(
                name,
                TOMLText.string(attribute),
                because: "More entries have \(attribute) than \(usual), the usual one for "
                    + "\(sentences.findings.product.productName)."
            )
        }
    }
}

extension String {
    /// A sentence that begins with a capital letter and ends with a full stop.
    var capitalizedSentence: String {
        prefix(1).uppercased() + dropFirst() + "."
    }
}
