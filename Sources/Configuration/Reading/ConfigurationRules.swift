public import SourceText

/// The rules for configuration files.
public enum ConfigurationRules {
    /// Every rule, by code.
    public static let all = [
        syntax, unknownKey, wrongType, badValue, missingKey, dangerousValue, doubtfulValue,
    ]

    static let syntax = Rule(
        code: "CFG001",
        name: "configuration-syntax",
        severity: .error,
        summary: "The file is not valid TOML.",
        reason: "autohome cannot use any of it, so it does nothing.",
        cure: "fix the text at the reported position; https://toml.io describes the format",
        example: "[homes\nroot = \"/srv/home\"\n",
        corrected: "[homes]\nroot = \"/srv/home\"\n"
    )
    static let unknownKey = Rule(
        code: "CFG002",
        name: "unknown-key",
        severity: .error,
        summary: "A section or key is unknown.",
        reason: "A misspelt key would be ignored, and its default would apply without anybody noticing.",
        cure: "correct the name or remove the key; the sample configuration lists them all",
        example: "[homes]\nskeletton = \"/etc/skel\"\n",
        corrected: "[homes]\nskeleton = \"/etc/skel\"\n"
    )
    static let wrongType = Rule(
        code: "CFG003",
        name: "wrong-type",
        severity: .error,
        summary: "A value has the wrong type.",
        reason: "autohome cannot know what was meant, and a wrong guess could open homes to the world.",
        cure: "write the value as the sample configuration shows it",
        example: "[homes]\nuid_min = \"1000\"\n",
        corrected: "[homes]\nuid_min = 1000\n"
    )
    static let badValue = Rule(
        code: "CFG004",
        name: "bad-value",
        severity: .error,
        summary: "A value has the right type but cannot be used.",
        reason: "It would break homes, maps or exports.",
        cure: "change the value as the finding says",
        example: "[homes]\nroot = \"srv/home\"\n",
        corrected: "[homes]\nroot = \"/srv/home\"\n"
    )
    static let missingKey = Rule(
        code: "CFG005",
        name: "missing-key",
        severity: .error,
        summary: "A key that has no default is missing.",
        reason: "There is no safe default for it.",
        cure: "add the key",
        example: "[homes]\n",
        corrected: "[homes]\nroot = \"/srv/home\"\n"
    )
    static let dangerousValue = Rule(
        code: "CFG006",
        name: "dangerous-value",
        severity: .error,
        summary: "A value leads to a generated file in which check finds an error.",
        reason: "The generated file would expose homes, or fail on the machines that read it.",
        cure:
            "change the value as autohome explain CODE says, or silence the finding with a reason in [[check.silence]]",
        example: "[exports]\nclients = [\"*\"]\n",
        corrected: "[exports]\nclients = [\"10.0.0.0/8\"]\n"
    )
    static let doubtfulValue = Rule(
        code: "CFG007",
        name: "doubtful-value",
        severity: .warning,
        summary: "A value leads to a generated file in which check finds a warning.",
        reason: "It works, but probably not as intended.",
        cure:
            "change the value as autohome explain CODE says, or silence the finding with a reason in [[check.silence]]",
        example:
            "[exports]\nclients = [\"10.0.0.0/8\"]\noptions = [\"rw\", \"async\", \"no_subtree_check\"]\n",
        corrected:
            "[exports]\nclients = [\"10.0.0.0/8\"]\noptions = [\"rw\", \"sync\", \"no_subtree_check\"]\n"
    )
}
