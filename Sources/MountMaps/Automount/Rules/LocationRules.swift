import SourceText

/// Locations that automount reads differently from what they look like.
enum LocationRules: AutomountMapRule {
    static let noColon = Rule(
        code: "MAP007",
        name: "location-without-colon",
        severity: .error,
        summary: "An NFS location without a colon.",
        reason:
            "Automount finds no host in it. The mount fails, and the error appears only when somebody opens the directory.",
        cure: "Write the location as host:/path.",
        example: "k srv/path\n",
        corrected: "k srv:/path\n"
    )
    static let trailingText = Rule(
        code: "MAP008",
        name: "text-after-location",
        severity: .error,
        summary: "Options or a comment after the location.",
        reason:
            "Automount reads the options as part of the path. Other automounters do the same with a comment.",
        cure: "Put options before the location, and comments on their own lines.",
        example: "z srv:/z -rw\n",
        corrected: "z -rw srv:/z\n"
    )
    static let blank = Rule(
        code: "MAP030",
        name: "blank-without-quotes",
        severity: .warning,
        summary: "A blank in a key or path without quotes.",
        reason: "It splits the key or path into two words, and automount misreads the second.",
        cure: "Put the whole key or path in double quotes.",
        example: "mary ann srv:/m\n",
        corrected: "\"mary ann\" srv:/m\n"
    )
    static let replicas = Rule(
        code: "MAP029",
        name: "writable-replicas",
        severity: .warning,
        summary: "Several servers for a writable location.",
        reason: "Each client writes to the server that answers first, and nothing keeps the copies in sync.",
        cure: "Name one server, or mount the copies read-only.",
        example: "j -rw a,b:/j\n",
        corrected: "j -ro a,b:/j\n"
    )

    static let rules = [noColon, trailingText, blank, replicas]

    static func check(_ entry: AutomountEntryView, _ check: AutomountMapCheck) {
        if let comment = entry.comment {
            check.findings.add(
                trailingText,
                at: entry.range(of: comment),
                severity: .note,
                "Automount ignores this comment, but other automounters read it as part of the path."
            )
        }
        if entry.lacksLocation {
            check.findings.add(
                LostLineRules.keyAlone,
                at: entry.entry.range,
                "The entry for \(shown(entry.key)) has no location, so nothing can be mounted."
            )
        }
        guard let first = entry.location else { return }
        if reportBlankInHost(entry, check) || entry.isRefused { return }
        guard entry.options.isNFS else { return }
        checkFirst(first, entry, check)
        checkRest(entry, check)
        checkReplicas(entry, check)
    }

    /// Reports a blank before the path of a location, for which automount refuses the entry; true if there is one.
    private static func reportBlankInHost(_ entry: AutomountEntryView, _ check: AutomountMapCheck) -> Bool {
        guard let bad = entry.blankInHost else { return false }
        check.findings.add(
            blank,
            at: entry.range(of: bad.word.indices, onLineOfKeyIn: check.document.file.bytes),
            severity: .error,
            "\(shown(bad.word)) is read as one location with a blank in its host: automount refuses the entry.",
            help: bad.cure(after: entry.optionText)
        )
        return true
    }

    private static func checkFirst(
        _ word: ArraySlice<UInt8>,
        _ entry: AutomountEntryView,
        _ check: AutomountMapCheck
    ) {
        let range = entry.range(of: word.indices)
        if entry.marks.contains(.structure), hasBlankInHost(word) {
            check.findings.add(
                blank,
                at: range,
                "Automount reads \(shown(word)) as one location, including the blank."
            )
        } else if entry.marks.isDisjoint(with: [.colon, .variable]) || !namesHost(word),
            word.first != MapByte.slash, !word.starts(with: "\"/".utf8)
        {
            check.findings.add(
                noColon,
                at: range,
                "\(shown(word)) names no host because it has no colon; the mount fails."
            )
        }
    }

    private static func checkRest(_ entry: AutomountEntryView, _ check: AutomountMapCheck) {
        guard !entry.moreWords.isEmpty, !entry.isMultiMount else { return }
        for word in entry.moreWords {
            let range = entry.range(of: word.indices)
            if word.first == MapByte.dash {
                check.findings.add(
                    trailingText,
                    at: range,
                    "Automount reads \(shown(word)) as part of the path."
                )
            } else if !word.contains(MapByte.colon) || hasBlankInHost(word),
                !followsBackslash(word, entry.value)
            {
                check.findings.add(
                    blank,
                    at: range,
                    "Automount reads \(shown(word)) as part of the path before it."
                )
            }
        }
    }

    /// Whether there is a backslash before the blank in front of a word, so that the blank is a part of the path.
    private static func followsBackslash(_ word: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Bool {
        let place = word.startIndex - 2
        return place >= value.startIndex && value[place] == MapByte.backslash
    }

    private static func checkReplicas(_ entry: AutomountEntryView, _ check: AutomountMapCheck) {
        guard !entry.options.isReadOnly, entry.marks.contains(.comma) || !entry.moreWords.isEmpty,
            !entry.isMultiMount, let first = entry.location
        else { return }
        let host = first.prefix { $0 != MapByte.colon }
        let locations = ([first] + entry.moreWords).filter {
            $0.contains(MapByte.colon) && $0.first != MapByte.colon
        }
        guard host.contains(MapByte.comma) || locations.count > 1 else { return }
        check.findings.add(
            replicas,
            at: entry.range(of: first.indices),
            "The location of \(shown(entry.key)) has several servers and is writable; the copies will diverge."
        )
    }

    /// Whether a word has a host before a colon, or may have one after variables are expanded.
    private static func namesHost(_ word: ArraySlice<UInt8>) -> Bool {
        word.contains { $0 == MapByte.colon || $0 == MapByte.dollar || $0 == MapByte.ampersand }
    }

    /// Whether the host part of a location contains a blank outside quotes.
    private static func hasBlankInHost(_ word: ArraySlice<UInt8>) -> Bool {
        guard !word.contains(MapByte.quote) else { return false }
        return word.contains(where: \.isASCIIBlank)
    }
}
