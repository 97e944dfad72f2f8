/// What maps are made of by chance.
enum AutomountWords {
    static let paths = [
        "/home/alice", "/home/alice", "/home/alice", "/home/bob", "/home/alice/s", "/home/alice/s/t",
        "/home/x", "/data",
        "/data/x", "/home/*", "/home/a b",
    ]
    static let masterPaths = ["/home/alice", "/home/alice", "/more/x", "/x/y", "/data", "/home/sub/x"]

    /// Different delays, so that the order in which hosts are tried is no accident.
    static let servers: [String: [String: Int]] = [
        "198.51.100.11": ["delay_ms": 120], "198.51.100.12": ["delay_ms": 240],
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

    private static let keys = [
        "alice", "alice", "alice", "bob", "*", "\"alice\"", "al\\ice", "\"a b\"", "a\\ b", "x", "alice/s",
        "/alice", "+auto.inc",
        "+/etc/auto.inc", "+file:/etc/auto.inc", "+file:auto.inc", "+none", "+auto.home", "#alice", "\"*\"",
        "\\*", "**",
    ]

    private static let options = [
        "-ro", "-rw,soft", "-fstype=nfs4", "-fstype=nfs4,ro", "-fstype=tmpfs", "-fstype=bind", "-fstype=ext4",
        "-", "-,",
        "-ro,", "-,ro", "-strict", "-nostrict", "-nonstrict,intr", "-browse,ro", "-timeout=5,ro", "-bg,rw",
        "-nofg", "-fg",
        "-use-weight-only", "-no-use-weight-only,ro", "-nobind", "-nosymlink", "-symlink", "-fstype=autofs",
        "-port=2049",
        "-fstype=nfs,fstype=nfs4", "-\"ro\"", "-r\\o", "-ro -soft", "-$x", "-&", "-intr -intr", "-fstype",
        "-fstype=",
        "-o=\"a b\"", "-vers=3,proto=tcp",
    ]

    private static let locations = [
        "server:/a", "server:/home/&", "server:/h/${USER}", "server:/h/$USER", "server1:/a server:/b",
        "server,server1:/c",
        "server(5),server1(1):/d", ":/dev/sda1", ":/srv", "/srv", "server:a", "server", "localhost:/l",
        "192.0.2.1:/own",
        "198.51.100.10:/ip", "[2001:db8:1::10]:/six", "server6:/six", "near:/n", "near:/n server:/o",
        "nohost:/n",
        "nohost:/n server:/o", "down1:/a", "multi:/m", ":tmpfs", "tmpfs", "file:/etc/auto.inc",
        ":/etc/auto.inc",
        "auto.inc", "\"server:/a b\"", "server:\"/a b\"", "server:/a\\ b", "server:/a\\\\ b", "server:/a b",
        "server:/a:b",
        "server:/a#b", "server:/a # c", "server: /a", "server:", "server:/a server:/b", "ldap:x", "a;b:/c",
        "server:/",
        "server:/a//b/", "server1:/a,server:/b",
    ]

    static func line(_ dice: inout Dice) -> String {
        let key = dice.pick(keys)
        guard !key.hasPrefix("+") else { return key + "\n" }
        return key + dice.pick([" ", " ", "\t", "  "]) + entry(&dice) + end(&dice)
    }

    static func directLine(_ dice: inout Dice) -> String {
        let keys = [
            "/data", "/data", "/data/", "/data/x", "//data", "/d/../data", "/data/.", "/", "\"/data\"",
            "data", "*", "+auto.inc",
        ]
        let key = dice.pick(keys)
        return key.hasPrefix("+") ? key + "\n" : key + " " + entry(&dice) + end(&dice)
    }

    private static func entry(_ dice: inout Dice) -> String {
        var text = dice.oneIn(2) ? "" : dice.pick(options) + " "
        if dice.oneIn(4) {
            for _ in 0..<dice.number(1...3) {
                text += dice.pick(["/", "/s", "/s/t", "/s/", "//s", "\"/s\"", "/s\\ t", "s", "/t"]) + " "
                if dice.oneIn(3) { text += dice.pick(options) + " " }
                text += dice.pick(locations) + " "
            }
        } else {
            text += dice.pick(locations)
        }
        return text
    }

    private static func end(_ dice: inout Dice) -> String {
        dice.pick(["\n", "\n", "\n", "\n", "\n", " \n", "\r\n", " # c\n", "\\\n", "\n x\n", "\n#c\n", ""])
    }

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
            "/home", "/home", "/home", "/home/", "/h\\ome", "\"/home\"", "home", "/-", "/-", "/", "//home",
            "/home/sub", "/x", "/more",
            "/home/.", "/x/../home", "/ho me", "/data", "/-/",
        ]
        let maps = [
            "/etc/auto.home", "/etc/auto.home", "auto.home", "auto.direct", "/etc/auto.direct", "-hosts",
            "-null", "-null", "-xfn",
            "auto-hosts", "x-null", "file:/etc/auto.home", "file:auto.home", "file /etc/auto.home",
            "file,sun:/etc/auto.home",
            "sun:/etc/auto.home", "files:auto.home", "yp:auto.home", "multi:/etc/auto.home -- /etc/auto.inc",
            "multi /etc/auto.home",
            "multi:auto.home --timeout=5 -- auto.inc -ro", "/etc/none", "none", "./auto.home",
            "etc/auto.home", "/etc//auto.home",
            "\"/etc/auto.home\"", "/etc/auto\\.home", "/etc/auto.home#", "program:/etc/auto.home",
            "exec:/etc/auto.home",
            "userdir:auto.home", "sss:auto.home", "FILE:/etc/auto.home", "hesiod:auto.home",
            "file,amd:/etc/auto.home", "",
            "/etc/auto.home,ro", "auto.home;x", "-auto.home", "file:-hosts", "/etc/auto.d",
        ]
        return dice.pick(points) + dice.pick([" ", " ", "\t"]) + dice.pick(maps)
            + dice.pick([" ", " ", "\t", "  "])
            + masterOptions(&dice) + end(&dice)
    }
}
