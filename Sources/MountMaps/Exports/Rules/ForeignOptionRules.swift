import SourceText

/// Options that are valid elsewhere: in a newer nfs-utils, on another system, or in another file.
enum ForeignOptionRules: ExportsRule {
    static let newer = Rule(
        code: "EXP056",
        name: "option-too-new",
        severity: .error,
        summary: "An option that only later versions of nfs-utils know.",
        reason: "Earlier versions do not know it, and exportfs stops reading the file there.",
        cure: "Remove it, or first update nfs-utils on the server.",
        example: "/h *(rw,xprtsec=mtls)\n",
        corrected: "/h *(rw,sec=krb5p)\n"
    )
    static let foreign = Rule(
        code: "EXP057",
        name: "foreign-option",
        severity: .error,
        summary: "An option of BSD, Solaris or mount(8).",
        reason: "exportfs does not know it and stops reading the file there.",
        cure: "Use the matching option of Linux, see exports(5).",
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

    /// Whether a version of nfs-utils knows the option at which an older version stops reading.
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
                    "\"\(name)\" needs nfs-utils \(version) or later; \(check.nfsUtils) does not know it."
                )
            } else if let system = elsewhere[name] {
                check.findings.add(
                    foreign,
                    at: stop.range,
                    "\"\(printable(name))\" is an option of \(system), not of exports(5)."
                )
            }
        }
    }
}
