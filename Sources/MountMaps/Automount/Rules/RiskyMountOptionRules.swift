import SourceText

/// Options that can lose data or weaken security.
enum RiskyMountOptionRules: AutomountMapRule {
    static let soft = Rule(
        code: "MAP020",
        name: "soft-and-writable",
        severity: .error,
        summary: "soft or softerr on a writable mount.",
        reason:
            "When the server is slow for a while, writes fail, and programs that do not check lose data silently.",
        cure: "Use hard, or mount read-only.",
        example: "j -rw,soft srv:/j\n",
        corrected: "j -rw,hard srv:/j\n"
    )
    static let timeouts = Rule(
        code: "MAP021",
        name: "short-timeout",
        severity: .warning,
        summary: "A tiny timeo or retrans on a soft mount.",
        reason:
            "timeo is in tenths of a second, so programs get an I/O error after a very short pause of the server.",
        cure: "Use hard, or remove timeo and retrans.",
        example: "j -ro,soft,timeo=5 srv:/j\n",
        corrected: "j -ro,hard,timeo=600 srv:/j\n"
    )
    static let nolock = Rule(
        code: "MAP022",
        name: "local-locks",
        severity: .warning,
        summary: "nolock on a writable mount.",
        reason: "Locks are local to one client; a database that two clients open gets corrupted.",
        cure: "Remove nolock, or mount read-only.",
        example: "j -rw,nolock srv:/j\n",
        corrected: "j -ro,nolock srv:/j\n"
    )
    static let homes = Rule(
        code: "MAP023",
        name: "homes-with-suid-or-dev",
        severity: .warning,
        summary: "Homes without nosuid and nodev.",
        reason:
            "Anyone who controls the server or a home can put setuid programs and device files on every client.",
        cure: "Add nosuid,nodev here or in the master map.",
        example: "* -rw srv:/home/&\n",
        corrected: "* -rw,nosuid,nodev srv:/home/&\n"
    )
    static let kerberosAddress = Rule(
        code: "MAP032",
        name: "kerberos-by-address",
        severity: .warning,
        summary: "sec=krb5 with the server given as an address.",
        reason: "Kerberos principals are host names, not addresses, so the mount fails.",
        cure: "Write the server's full host name.",
        example: "j -sec=krb5 192.0.2.1:/h\n",
        corrected: "j -sec=krb5 srv.ex.com:/h\n"
    )

    static let rules = [soft, timeouts, nolock, homes, kerberosAddress]

    static func remarks(about options: AutomountOptionList) -> [AutomountOptionList.Remark] {
        guard options.isNFS else { return [] }
        var remarks = softRemarks(options)
        if let option = options.first(named: "nolock"), !options.isReadOnly {
            remarks.append(
                .init(nolock, about: option, "Locks on this writable mount are local to each client.")
            )
        }
        return remarks
    }

    static func check(_ entry: AutomountEntryView, _ check: AutomountMapCheck) {
        guard entry.options.isNFS else { return }
        checkHomes(entry, check)
        guard entry.options.isKerberos, let security = entry.options.first(named: "sec"),
            let location = entry.location, let host = addressedHost(of: location)
        else { return }
        check.findings.add(
            kerberosAddress,
            at: entry.range(of: host.indices),
            "\(security.shown) needs the server's host name, but \(shown(host)) is an address; the mount fails."
        )
    }

    /// The host of a location, if it is an address.
    private static func addressedHost(of location: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        if location.first == UInt8(ascii: "["), let end = location.firstIndex(of: UInt8(ascii: "]")) {
            let address = location[..<end].dropFirst()
            return address.contains(MapByte.colon) ? location[...end] : nil
        }
        let host = location.prefix { $0 != MapByte.colon }
        let isAddress = !host.isEmpty && host.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
        return isAddress ? host : nil
    }

    private static func softRemarks(_ options: AutomountOptionList) -> [AutomountOptionList.Remark] {
        guard let option = options.items.last(where: { ["soft", "softerr", "hard"].contains($0.text) }),
            option.text != "hard"
        else { return [] }
        let isUnsafe = !options.isReadOnly
        let losses = isUnsafe ? [(soft, option, "\(option.shown) on a writable mount can lose data.")] : []
        let hasty = options.items.filter { item in
            guard let number = item.value.flatMap({ Int($0) }) else { return false }
            return (item.name == "timeo" && number < 100) || (item.name == "retrans" && number < 2)
        }
        return (losses + hasty.map { (timeouts, $0, "\($0.shown) turns a slow server into an I/O error.") })
            .map { AutomountOptionList.Remark($0, about: $1, $2) }
    }

    private static func checkHomes(_ entry: AutomountEntryView, _ check: AutomountMapCheck) {
        guard check.homes.serves(entry, in: check) else { return }
        let own = entry.options.items.map(\.text)
        let inherits = check.appendsOptions || own.isEmpty
        let given = Set(inherits ? own + check.inheritedOptions : own)
        let missing = ["nosuid", "nodev"].filter { !given.contains($0) }
        guard !missing.isEmpty else { return }
        check.findings.add(
            homes,
            at: entry.entry.range,
            "Homes are mounted without \(missing.joined(separator: " and "))."
                + (missing.allSatisfy(check.inheritedOptions.contains)
                    ? " Those of the master map do not hold: append_options = no in autofs.conf." : "")
        )
    }
}
