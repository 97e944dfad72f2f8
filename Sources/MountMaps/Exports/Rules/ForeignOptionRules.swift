import SourceText

/// Options that are right elsewhere: in a newer nfs-utils, on another system, in another file.
enum ForeignOptionRules: ExportsRule {
    static let newer = Rule(
        code: "EXP056",
        name: "option-too-new",
        severity: .error,
        summary: "An option that nfs-utils knows only in later versions.",
        reason: "Before that version it is an unknown keyword, at which exportfs stops reading the file.",
        cure: "Leave it out, or bring nfs-utils on the server to that version first.",
        example: "/h *(rw,xprtsec=mtls)\n",
        corrected: "/h *(rw,sec=krb5p)\n"
    )
    static let foreign = Rule(
        code: "EXP057",
        name: "foreign-option",
        severity: .error,
        summary: "An option of BSD, Solaris or mount(8).",
        reason: "exportfs does not know it and stops reading the file there.",
        cure: "Write what exports(5) of Linux has for it.",
        example: "/h -maproot=root h\n",
        corrected: "/h h(no_root_squash)\n"
    )

    static let rules = [newer, foreign]

    private static let since = [
        "xprtsec": "2.6.3", "reexport": "2.6.3", "sign_fh": "2.9.1", "no_sign_fh": "2.9.1",
    ]
    private static let elsewhere: [String: String] = {
        var table: [String: String] = [:]
        for word in ["maproot", "mapall", "alldirs", "network", "mask", "ro=", "quiet", "webnfs"] {
            table[word] = "BSD"
        }
        for word in ["access", "root", "anon", "nosub", "index", "log", "public", "aclok"] {
            table[word] = "Solaris"
        }
        for word in [
            "soft", "hard", "intr", "nointr", "nosuid", "suid", "nodev", "noexec", "vers", "nfsvers", "proto",
            "tcp",
            "udp", "rsize", "wsize", "timeo", "retrans", "bg", "fg", "defaults", "_netdev", "noatime",
            "nolock", "lock",
            "noauto", "user", "exec",
        ] {
            table[word] = "mount(8)"
        }
        return table
    }()

    /// Whether a version of nfs-utils knows the option at which an older one stops.
    static func isKnown(_ stop: ReadingStop, in document: ExportsDocument, to version: String) -> Bool {
        guard stop.reason == .unknownOption, stop.range.count < 256 else { return false }
        let option = document.source.text(in: stop.range).prefix { $0 != "=" }
        guard let first = since[String(option)] else { return false }
        return !numbers(of: version).lexicographicallyPrecedes(numbers(of: first))
    }

    private static func numbers(of version: String) -> [Int] {
        version.split(separator: ".").map { Int($0) ?? 0 }
    }

    static func check(_ check: ExportsCheck) {
        for stop in check.stops where stop.reason == .unknownOption && stop.range.count < 256 {
            let option = check.document.source.text(in: stop.range)
            let name = String(option.prefix { $0 != "=" })
            if let version = since[name] {
                check.findings.add(
                    newer,
                    at: stop.range,
                    "\"\(name)\" is known from nfs-utils \(version) on, not in \(check.nfsUtils)."
                )
            } else if let system = elsewhere[name] {
                check.findings.add(
                    foreign,
                    at: stop.range,
                    "\"\(printable(name))\" belongs to \(system), not to exports(5)."
                )
            }
        }
    }
}
