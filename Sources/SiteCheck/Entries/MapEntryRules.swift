public import SourceText

/// The rules about entries that need the resolver: one reader decides what `check` and `resolve` say.
public enum MapEntryRules {
    static let refused = Rule(
        code: "MAP046",
        name: "refused-entry",
        severity: .error,
        summary: "An entry that automount refuses.",
        reason:
            "Anyone who opens the directory gets \"No such file or directory\", and only the log says why.",
        cure:
            "Write the entry as [-options] host:/path; of other file systems the location begins with a colon.",
        example: "music -fstype=cifs,rw //srv/music\n",
        corrected: "music -fstype=cifs,rw ://srv/music\n"
    )
    static let undefined = Rule(
        code: "MAP047",
        name: "undefined-variable",
        severity: .warning,
        summary: "A variable that is not defined, or a dollar without a name.",
        reason:
            "It becomes nothing. Automount has its own variables, those of -D and its environment, and no other form "
            + "than $NAME and ${NAME}.",
        cure: "Define the variable by -D, put a text with a dollar in double quotes, or write & for the key.",
        example: "k srv:/home/${USER:0:1}/k\n",
        corrected: "k srv:/home/$USER/k\n"
    )

    /// Every rule, by code.
    public static let all = [refused, undefined]
}
