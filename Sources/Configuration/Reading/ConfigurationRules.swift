public import SourceText

/// What can be wrong with a configuration file.
public enum ConfigurationRules {
    /// Every rule, by code.
    public static let all = [
        syntax, unknownKey, wrongType, badValue, missingKey, dangerousValue, doubtfulValue,
    ]

    static let syntax = Rule(
        code: "CFG001",
        name: "configuration-syntax",
        severity: .error,
        summary: "The file is no TOML.",
        reason: "Nothing of it can be used, so nothing is done.",
        cure: "mend the text at the place named; https://toml.io describes the format",
        example: "[homes\nroot = \"/srv/home\"\n",
        corrected: "[homes]\nroot = \"/srv/home\"\n"
    )
    static let unknownKey = Rule(
        code: "CFG002",
        name: "unknown-key",
        severity: .error,
        summary: "A section or key is unknown.",
        reason: "A misspelt key would leave its default in force without anybody noticing.",
        cure: "correct the name or remove the key; the sample configuration lists them all",
        example: "[homes]\nskeletton = \"/etc/skel\"\n",
        corrected: "[homes]\nskeleton = \"/etc/skel\"\n"
    )
    static let wrongType = Rule(
        code: "CFG003",
        name: "wrong-type",
        severity: .error,
        summary: "A value has the wrong type.",
        reason: "What was meant cannot be known, and guessing could open homes to the world.",
        cure: "write the value as the sample configuration shows it",
        example: "[homes]\nuid_min = \"1000\"\n",
        corrected: "[homes]\nuid_min = 1000\n"
    )
    static let badValue = Rule(
        code: "CFG004",
        name: "bad-value",
        severity: .error,
        summary: "A value has the right type but cannot be used.",
        reason: "What would follow from it breaks homes, maps or exports.",
        cure: "give a value as described",
        example: "[homes]\nroot = \"srv/home\"\n",
        corrected: "[homes]\nroot = \"/srv/home\"\n"
    )
    static let missingKey = Rule(
        code: "CFG005",
        name: "missing-key",
        severity: .error,
        summary: "A key that has no default is missing.",
        reason: "There is no safe guess for it.",
        cure: "add the key",
        example: "[homes]\n",
        corrected: "[homes]\nroot = \"/srv/home\"\n"
    )
    static let dangerousValue = Rule(
        code: "CFG006",
        name: "dangerous-value",
        severity: .error,
        summary: "A value makes a generated file in which check finds an error.",
        reason: "What autohome writes would expose homes, or fail on the machines that read it.",
        cure:
            "change the value as autohome explain CODE tells, or silence the finding with a reason in [[check.silence]]",
        example: "[exports]\nclients = [\"*\"]\n",
        corrected: "[exports]\nclients = [\"10.0.0.0/8\"]\n"
    )
    static let doubtfulValue = Rule(
        code: "CFG007",
        name: "doubtful-value",
        severity: .warning,
        summary: "A value makes a generated file in which check finds something to warn of.",
        reason: "It works, but mostly not as it is meant.",
        cure:
            "change the value as autohome explain CODE tells, or silence the finding with a reason in [[check.silence]]",
        example:
            "[exports]\nclients = [\"10.0.0.0/8\"]\noptions = [\"rw\", \"async\", \"no_subtree_check\"]\n",
        corrected:
            "[exports]\nclients = [\"10.0.0.0/8\"]\noptions = [\"rw\", \"sync\", \"no_subtree_check\"]\n"
    )
}
