/// What can be wrong with a comment that should silence a finding.
public enum SilencingRules {
    /// Every rule, by code.
    public static let all = [noReason, unknownCode, unused, notUnderstood]

    static let noReason = Rule(
        code: "CHK001",
        name: "silence-without-reason",
        severity: .warning,
        summary: "A comment silences a finding without saying why.",
        reason: "Whoever reads the file next cannot tell whether it still holds, so it stays for ever.",
        cure: "Write the reason after the code.",
        example: "# autohome: ignore EXP042\n/h 10.0.0.0/8(rw,no_subtree_check,insecure)\n",
        corrected: "# autohome: ignore EXP042 clients are containers behind NAT\n"
            + "/h 10.0.0.0/8(rw,no_subtree_check,insecure)\n"
    )
    static let unknownCode = Rule(
        code: "CHK002",
        name: "silence-of-unknown-code",
        severity: .warning,
        summary: "A comment silences a finding that does not exist, or that no comment can silence.",
        reason: "It does nothing. What it was meant for is reported, or will be.",
        cure:
            "Write a code that autohome explain lists; codes that end with 000 and CHK codes cannot be silenced "
            + "by a comment.",
        example: "# autohome: ignore EXP999 no reason helps\n/h 10.0.0.0/8(rw,no_subtree_check)\n",
        corrected: "/h 10.0.0.0/8(rw,no_subtree_check)\n"
    )
    static let unused = Rule(
        code: "CHK003",
        name: "silence-of-nothing",
        severity: .warning,
        summary: "A comment silences a finding that is not there.",
        reason: "It would hide the finding if it came back, and misleads whoever reads it.",
        cure: "Remove the comment, or put it directly above the entry.",
        example:
            "# autohome: ignore EXP042 clients are containers behind NAT\n/h 10.0.0.0/8(rw,no_subtree_check)\n",
        corrected: "/h 10.0.0.0/8(rw,no_subtree_check)\n"
    )
    static let notUnderstood = Rule(
        code: "CHK004",
        name: "silence-not-understood",
        severity: .warning,
        summary:
            "A text for autohome that is no comment where it stands, says neither ignore nor ignore-file, or names "
            + "codes without commas between them.",
        reason:
            "It silences nothing, and where it is no comment, what reads the file takes it for something else.",
        cure:
            "Write `# autohome: ignore CODE reason` on a line of its own, from the first column on, directly above "
            + "the entry.",
        example:
            "# autohome: ingore EXP042 clients are containers\n/h 10.0.0.0/8(rw,no_subtree_check,insecure)\n",
        corrected: "# autohome: ignore EXP042 clients are containers\n"
            + "/h 10.0.0.0/8(rw,no_subtree_check,insecure)\n"
    )
}
