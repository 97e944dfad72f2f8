/// The pieces of random master maps and maps.
enum AutomountWords {
    static let masterPaths = [
        "/home/alice", "/home/alice", "/more/x", "/x/y", "/data", "/home/sub/x", "/ho me/x",
    ]

    static let pieces = [
        "\"", "\\", "\\\n", "\\\n  ", "\n", "\n\n", "\n ", "\r\n", "#", " #", " ", "\t", "&", "*", "$", "${",
        "}", "$USER",
        "${USER}", "${HOME}", "$HOST", "${x", "$1", "$$", ":", ":/", "/", "//", ",", "-", " -", "- ", "--",
        " -- ", "=", "+", "+auto.inc\n", "@", "(", ")", "(5)", "[", "]", ";", "|", "!", "'", "`", "~", "^",
        "%", "<", ">",
        "?", "-hosts", "-null", "-fstype=", "-ro", " /s ", " server:/x", "server1,server2:/y", "alice",
        "bob ", "1", "x",
        "\\ ", "\\\\ ", "\\#", "\\&", "\\:", "\"&\"", "\"a b\"",
    ]

    static func masterOptions(_ dice: inout Dice) -> String {
        let words = [
            "-ro", "ro", "-rw,soft", "rw soft", "--timeout=60", "--timeout 30", "-t 60", "-t60", "--timeout",
            "-n 5",
            "--negative-timeout=7", "browse", "-browse", "nobrowse", "--ghost", "-g", "nobind", "-nobind",
            "symlink", "private",
            "slave", "shared", "strictexpire", "-v", "-d", "-w", "-r", "--mode=0755", "--slashify-colons",
            "--no-slashify-colons",
            "-DA=b", "-DUSER=x", "-D", "-fstype=nfs4", "fstype=nfs4,ro", "timeout=60", "# c", ";", "a=b=c",
            "=", ",", ",ro", "ro,",
            "size=10%", "u=a@b", "\"ro\"", "5", "--", "-- /etc/auto.inc", "-", "--verbose", "x_y-z", "ro,,rw",
            "vers=4.2", "sec=krb5:sys",
            "--timeout=0", "--timeout=99999999999", "-t -5", "--timeout=x", "use-weight-only", "-hosts", "bg",
        ]
        return (0..<dice.number(0...3)).map { _ in dice.pick(words) }.joined(
            separator: dice.pick([" ", " ", ",", "\t"])
        )
    }

    static func masterLine(_ dice: inout Dice) -> String {
        if dice.oneIn(8) {
            let includes = [
                "+auto.more", "+/etc/auto.more", "+file:/etc/auto.more", "+dir:/etc/auto.d", "+none",
                "+file:auto.more",
            ]
            return dice.pick(includes) + "\n"
        }
        let points = [
            "/home", "/home", "/home", "/home/", "/h\\ome", "\"/home\"", "home", "/-", "/-", "/",
            "/home/sub", "/x", "/more",
            "/x/../home", "/ho me", "/data", "/-/",
        ]
        let maps = [
            "/etc/auto.home", "/etc/auto.home", "auto.home", "auto.direct", "/etc/auto.direct", "-hosts",
            "-null", "-null", "-xfn",
            "auto-hosts", "x-null", "file:/etc/auto.home", "file:auto.home", "file /etc/auto.home",
            "file,sun:/etc/auto.home",
            "sun:/etc/auto.home", "files:auto.home", "yp:auto.home", "multi:/etc/auto.home -- /etc/auto.inc",
            "multi /etc/auto.home",
            "multi:auto.home --timeout=5 -- auto.inc -ro", "/etc/none", "none", "./auto.home",
            "etc/auto.home",
            "\"/etc/auto.home\"", "/etc/auto\\.home", "/etc/auto.home#", "program:/etc/auto.home",
            "exec:/etc/auto.home",
            "userdir:auto.home", "sss:auto.home", "FILE:/etc/auto.home", "hesiod:auto.home",
            "",
            "/etc/auto.home,ro", "auto.home;x", "-auto.home", "file:-hosts", "/etc/auto.d",
        ]
        return dice.pick(points) + dice.pick([" ", " ", "\t"]) + dice.pick(maps)
            + dice.pick([" ", " ", "\t", "  "])
            + masterOptions(&dice) + EntryGrammar.end(&dice)
    }
}
