/// Random map entries: options, locations, offsets, and the words in them.
enum EntryGrammar {
    static let variableNames = [
        "USER", "USER", "UID", "GID", "GROUP", "HOME", "SHOST", "HOST", "ARCH", "CPU", "OSNAME", "OSREL",
        "OSVERS",
        "dollar", "true", "false", "byte", "host", "xhost", "hostd", "domain", "vendor", "timeout",
        "browse_mode",
        "append_options", "master_wait", "negative_timeout", "logging", "PATH", "SITE", "SITE", "PROJ",
        "none",
        "user", "USER_", "_X", "1", "",
    ]

    private static let types = [
        "nfs", "nfs", "nfs4", "nfs4", "bind", "cifs", "ext4", "ext3", "ext2", "tmpfs", "autofs", "fuse",
        "fuse.sshfs",
        "iso9660", "xfs", "smbfs", "NFS", "nfs ", "", "none", "overlay", "auto", "swap", "ubifs", "nfs3",
    ]

    private static let optionWords = [
        "ro", "rw", "soft", "hard", "intr", "nosuid", "nodev", "suid", "dev", "vers=3", "vers=4.2",
        "nfsvers=3",
        "proto=tcp", "port=2049", "rsize=8192", "sec=krb5", "bg", "fg", "nofg", "bgx", "strict", "nostrict",
        "nonstrict", "strictx", "browse", "nobrowse", "browsex", "timeout=5", "timeo=7", "timeout",
        "use-weight-only", "no-use-weight-only", "nobind", "nosymlink", "symlink", "bind", "hosts", "Dx=y",
        "-DX=y", "random-multimount-selection", "uid=$UID", "gid=${GID}", "user=&", "credentials=/etc/$USER",
        "x=a:b", "x=a\\ b", "x=\"a b\"", "\"ro\"", "r\\o", "", "", "=", "a=b=c", "rosize", "no_ro", "fstype",
        "é", "#x", "mount_options=a/b", "noatime", "defaults", "remount", "fsc", "mode=0700", "size=1m",
    ]

    private static let hosts = [
        "server", "server", "server", "server1", "server2", "server3", "near", "near1", "localhost", "client",
        "client.example.com", "192.0.2.1", "127.0.0.1", "198.51.100.10", "[2001:db8:1::10]", "[::1]",
        "server6",
        "multi", "nohost", "down1", "fs.example.com", "SERVER", "Server", "&", "$HOST", "$SITE", "${none}srv",
        "srv-1", "a_b", "u@server", "a;b", "\"server\"", "s\\erver", "", "", "server.", "198.51.100.300",
    ]

    private static let paths = [
        "/a", "/a", "/home/&", "/home/&", "/h/$USER", "/h/${USER}/x", "/&/&", "/", "//a//b/", "/a/", "/a:b",
        "/a#b",
        "/a,b", "/\"a b\"", "/a\\ b", "/a\\\\ b", "/a b", "/\"&\"", "/\\&", "/\\$USER", "/$USER&", "/$$USER",
        "/${UID}/$GID", "/é", "/%", "/a\\\\\\\\b", "/.", "/../a", "", "x", "/$none/x", "/${HOME}",
        "/$HOST:$UID",
        "/a\\:b", "/(1)", "/srv/home", "/-a", "/*", "/a;b", "/a'b", "/a\"b", "/a&b$SITE", "/${SITE",
    ]

    private static let local = [
        ":/dev/sda1", ":/dev/disk/by-label/&", ":tmpfs", "tmpfs", "://cifs/share", ":/srv", ":/srv/&", "/srv",
        "//srv/x", ":", "::", ":/", ":x y", ":sshfs\\#u@h:/x", "sshfs#u@h:/x", "label=x", "LABEL=&", "none",
        "-",
        "file:/etc/auto.inc", "ldap:x", "yp:auto.inc", "dir:/x", ":/dev/x-0:0", ":\"/a b\"", "\":/a b\"",
    ]

    static func variable(_ dice: inout Dice) -> String {
        let name = dice.pick(variableNames)
        return dice.pick([
            "$\(name)", "${\(name)}", "$\(name)", "${\(name)}", "${\(name)", "$\(name)-x", "$\(name)_x",
            "${ \(name)}",
            "$$\(name)", "\\$\(name)", "\"$\(name)\"", "$\(name)$\(name)", "${\(name)}.\(name)", "$\(name)/",
            "${\(name):-x}",
            "\\\\$\(name)", "$\"\(name)\"", "&$\(name)", "$ \(name)",
        ])
    }

    /// One word of options, with its dash.
    static func options(_ dice: inout Dice) -> String {
        var words: [String] = []
        if dice.oneIn(3) { words.append("fstype=" + dice.pick(types)) }
        for _ in 0..<dice.pick([0, 1, 1, 1, 2, 3]) {
            words.append(dice.oneIn(12) ? "o=" + variable(&dice) : dice.pick(optionWords))
        }
        if dice.oneIn(12) { words.append("fstype=" + dice.pick(types)) }
        return "-" + words.joined(separator: dice.oneIn(25) ? dice.pick([", ", " ,", ",,"]) : ",")
    }

    static func hostList(_ dice: inout Dice) -> String {
        (0..<dice.pick([1, 1, 1, 1, 2, 3])).map { _ in
            dice.pick(hosts)
                + (dice.oneIn(6)
                    ? dice.pick(["(1)", "(5)", "(0)", "(x)", "(", "(1)x", "( 2)", "(-1)", "()"]) : "")
        }.joined(separator: dice.oneIn(20) ? dice.pick([", ", " ,", ",,"]) : ",")
    }

    static func path(_ dice: inout Dice) -> String {
        dice.oneIn(6) ? "/" + variable(&dice) : dice.pick(paths)
    }

    static func location(_ dice: inout Dice) -> String {
        if dice.oneIn(5) { return dice.pick(local) }
        let text =
            hostList(&dice) + dice.pick([":", ":", ":", ":", ":", ":", ":", ":", "", ": ", "::"])
            + path(&dice)
        return dice.oneIn(12) ? "\"\(text)\"" : text
    }

    static func locations(_ dice: inout Dice) -> String {
        (0..<dice.pick([1, 1, 1, 1, 2, 2, 3])).map { _ in location(&dice) }
            .joined(separator: dice.pick([" ", " ", "  ", "\t"]))
    }

    static let offsets = [
        "/", "/s", "/s", "/s/t", "/s/t/u", "/t", "/s/", "//s", "/s//t", "\"/s\"", "\"/a b\"", "/a\\ b",
        "/a\\\\ b", "/&",
        "/$USER", "s", "/é", "\"/é\"", "/s,t", "/s#t", "/-s",
    ]

    static func multiMount(_ dice: inout Dice) -> String {
        var text = dice.oneIn(3) ? locations(&dice) + " " : ""
        for _ in 0..<dice.pick([1, 2, 2, 3, 4]) {
            text += dice.pick(offsets) + " "
            for _ in 0..<dice.pick([0, 0, 0, 1, 1, 2]) { text += options(&dice) + " " }
            if !dice.oneIn(20) { text += locations(&dice) + " " }
        }
        return text
    }

    static func entry(_ dice: inout Dice) -> String {
        var text = ""
        for _ in 0..<dice.pick([0, 0, 0, 1, 1, 1, 2, 3]) {
            text += options(&dice) + dice.pick([" ", " ", "  ", "\t"])
        }
        text += dice.oneIn(4) ? multiMount(&dice) : locations(&dice)
        if dice.oneIn(15) {
            text += dice.pick([" # c", " #", "#c", " ", "\t", " \"", " -ro", "\\", " &", ";"])
        }
        return text
    }

    /// An entry that is usually valid.
    static func plainEntry(_ dice: inout Dice) -> String {
        dice.pick([
            "server:/a", "server:/h/&", "-ro server:/h/&", "-rw,soft server1:/h/$USER",
            "-fstype=bind :/srv/&",
            "-fstype=tmpfs tmpfs", "/ server:/r /s server:/s", "server:/x /s -ro server:/s /s/t server:/t",
            "&:/x",
        ])
    }

    static func end(_ dice: inout Dice) -> String {
        dice.pick([
            "\n", "\n", "\n", "\n", "\n", "\n", "\n", "\n", " \n", "\r\n", " # c\n", "\\\n", "\n x\n",
            "\n#c\n", "", "\n\n",
            "\\\n \n", "\n#c \\\nx\n", "\t\n \n",
        ])
    }
}
