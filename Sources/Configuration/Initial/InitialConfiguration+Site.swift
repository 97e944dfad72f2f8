import LDAPClient

/// The sections about homes, exports and maps.
extension CommentedText {
    private static let standardPrefix = "/home"

    mutating func homes(_ choices: InitialChoices, _ sentences: FindingSentences?) {
        section("homes")
        key(
            "root",
            TOMLText.string(choices.homesRoot),
            because:
                "The directory on this server that contains the homes. It must exist, and it is exported."
        )
        let users = sentences?.findings.users
        let prefix = users?.homePrefixes.first?.text
        key(
            "prefix",
            TOMLText.string(prefix ?? Self.standardPrefix),
            because: "Where homes appear on clients: "
                + (sentences?.homes ?? "the usual place, because no user shows a home") + "."
        )
        let range = InitialNumbers(around: users?.numbers).range
        comment(
            (sentences?.numbers ?? "no uid number is in use, so this is the usual range").capitalizedSentence
        )
        line("uid_min = \(range.lowerBound)")
        key(
            "uid_max",
            "\(range.upperBound)",
            because: "With room for new numbers; users beyond it get no home."
        )
    }

    mutating func exports(_ choices: InitialChoices) {
        section("exports")
        guard choices.clients.isEmpty else {
            key(
                "clients",
                TOMLText.array(choices.clients),
                because: "Who may mount the homes, as given to init."
            )
            return
        }
        key(
            "clients",
            TOMLText.array(["127.0.0.1"]),
            because:
                "Who may mount the homes. So far only this machine itself, because init ran without --clients. Name your "
                + "clients as in exports(5), such as [\"192.0.2.0/24\"], host names, or @netgroups."
        )
    }

    mutating func automount(_ choices: InitialChoices, _ sentences: FindingSentences?) {
        section("automount")
        key(
            "server",
            TOMLText.string(choices.server),
            because: "The name of this server for clients; they must be able to resolve it."
        )
        guard let maps = sentences?.findings.maps, let sentence = sentences?.maps else { return }
        key(
            "ldap_base",
            TOMLText.string(maps.base),
            because:
                "\(sentence.capitalizedSentence) \"autohome generate ldif\" puts its maps there; sync does not "
                + "write to LDAP."
        )
    }
}
