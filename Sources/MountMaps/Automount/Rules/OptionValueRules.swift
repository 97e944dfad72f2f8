import SourceText

/// Values of options that automount does not hand on as they are written.
enum OptionValueRules: AutomountMapRule {
    static let quotedComma = Rule(
        code: "MAP051",
        name: "comma-in-quoted-option",
        severity: .warning,
        summary: "A comma in the quoted value of an option.",
        reason: "Automount removes the quotes, so mount takes the text after the comma for another option.",
        cure: "Leave the comma out. A password belongs in a file that credentials= names.",
        example: "k -context=\"system_u:object_r:nfs_t:s0:c1,c2\" srv:/k\n",
        corrected: "k -context=system_u:object_r:nfs_t:s0 srv:/k\n"
    )
    static let changed = Rule(
        code: "MAP052",
        name: "changed-option-value",
        severity: .warning,
        summary: "A backslash in the value of an option, or & in a password.",
        reason: "Automount removes the backslash, and replaces & by the key.",
        cure:
            "Put the value in double quotes, in which both stand for themselves, or a password into a file that "
            + "credentials= names.",
        example: "k -fstype=cifs,username=u,domain=EX\\corp ://srv/k\n",
        corrected: "k -fstype=cifs,username=u,domain=\"EX\\corp\" ://srv/k\n"
    )

    static let rules = [quotedComma, changed]

    private static let passwords: Set<String> = ["password", "password2", "passwd", "pass"]

    static func remarks(about options: AutomountOptionList) -> [AutomountOptionList.Remark] {
        quotedCommas(options) + options.items.compactMap(change)
    }

    private static func quotedCommas(_ options: AutomountOptionList) -> [AutomountOptionList.Remark] {
        var isOpen = false
        var remarks: [AutomountOptionList.Remark] = []
        for item in options.items where item.written.hasLoneQuote {
            isOpen.toggle()
            // Quotes around a whole list of options do no harm.
            guard isOpen, item.value != nil else { continue }
            let name = printable(item.name.filter { $0 != "\"" }, limit: 120)
            remarks.append(
                .init(
                    quotedComma,
                    about: item,
                    "Automount removes the quotes around the value of \(name), so mount takes the text after its comma "
                        + "for another option."
                )
            )
        }
        return remarks
    }

    private static func change(of item: AutomountOptionList.Item) -> AutomountOptionList.Remark? {
        guard item.value != nil else { return nil }
        let name = printable(item.name, limit: 120)
        if item.written.losesBackslash {
            return .init(
                changed,
                about: item,
                "Automount removes the backslash from the value of \(name)."
            )
        }
        if item.written.hasKey, passwords.contains(item.name) {
            return .init(changed, about: item, "Automount replaces the & in the value of \(name) by the key.")
        }
        return nil
    }
}

/// What the text of an option, as written, loses on its way to mount.
struct WrittenOption: Sendable {
    /// Whether a quote in it has no partner.
    let hasLoneQuote: Bool
    /// Whether a backslash before a letter or digit does not come through.
    let losesBackslash: Bool
    /// Whether `&` in it becomes the key.
    let hasKey: Bool

    /// Backslashes are removed twice, with the variables and with the quotes: of four in a row one is left.
    private static let kept = 4

    init(_ text: ArraySlice<UInt8>) {
        var isQuoted = false
        var backslashes = 0
        var (losesBackslash, hasKey) = (false, false)
        for byte in text {
            if byte == MapByte.backslash, !isQuoted {
                backslashes += 1
                continue
            }
            let isEscaped = backslashes % 2 == 1
            if byte == MapByte.quote, !isEscaped { isQuoted.toggle() }
            if 1..<Self.kept ~= backslashes, byte.isASCIIAlphanumeric { losesBackslash = true }
            if byte == MapByte.ampersand, !isQuoted, !isEscaped { hasKey = true }
            backslashes = 0
        }
        hasLoneQuote = isQuoted
        self.losesBackslash = losesBackslash
        self.hasKey = hasKey
    }
}
