/// The rules about comments that silence findings.
public enum SilencingRules {
    /// Every rule, sorted by code.
    public static let all = [noReason, unknownCode, unused, notUnderstood]

    static let noReason = Rule(
        code: "CHK001",
        name: "silence-without-reason",
        severity: .warning,
        summary: "A comment silences a finding without saying why.",
        reason:
            "The next reader cannot tell whether the comment still applies, so nobody dares to remove it.",
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
        reason: "The comment has no effect. The finding that was meant is still reported.",
        cure:
            "Write a code that autohome explain lists. Comments cannot silence CHK codes and codes that end in 000.",
        example: "# autohome: ignore EXP999 no reason helps\n/h 10.0.0.0/8(rw,no_subtree_check)\n",
        corrected: "/h 10.0.0.0/8(rw,no_subtree_check)\n"
    )
    static let unused = Rule(
        code: "CHK003",
        name: "silence-of-nothing",
        severity: .warning,
        summary: "A comment silences a finding that is not there.",
        reason: "It would hide the finding if it came back, and it misleads readers.",
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
            "A text for autohome that is not in a comment, has neither ignore nor ignore-file, or has codes that are "
            + "not separated by commas.",
        reason:
            "It silences nothing. If it is not a comment, the daemon reads it as part of an entry.",
        cure:
            "Write `# autohome: ignore CODE reason` on a line of its own, from the first column on, directly above "
            + "the entry.",
        example:
            "# autohome: ingore EXP042 clients are containers\n/h 10.0.0.0/8(rw,no_subtree_check,insecure)\n",
        corrected: "# autohome: ignore EXP042 clients are containers\n"
            + "/h 10.0.0.0/8(rw,no_subtree_check,insecure)\n"
    )
}
