/// Random settings around maps: autofs.conf, nsswitch.conf, programs, users, servers and arguments.
enum SettingsGrammar {
    private static let settings = [
        "timeout = 60", "timeout=0", "timeout = x", "timeout = \"120\"", "timeout = -1",
        "negative_timeout = 5",
        "append_options = no", "append_options = yes", "append_options=\"no\"", "append_options = NO",
        "append_options = 0", "append_options = off", "browse_mode = yes", "browse_mode = no",
        "browse_mode=\"yes\"",
        "use_hostname_for_mounts = yes", "use_hostname_for_mounts=1", "force_standard_program_map_env = yes",
        "force_standard_program_map_env = no", "mount_nfs_default_protocol = 4",
        "mount_nfs_default_protocol = 3",
        "mount_wait = 5", "umount_wait = 5", "master_wait = 1", "mount_verbose = yes", "logging = debug",
        "disable_not_found_message = yes", "map_hash_table_size = 256", "map_hash_table_size = 1024",
        "use_ignore_mount_option = yes", "master_map_name = auto.master", "master_map_name = /etc/auto.more",
        "master_map_name = auto.more", "master_map_name = \"auto.more\"", "MASTER_MAP_NAME = auto.more",
        "# c", "#",
        "unknown = x", "novalue", "= x", "timeout 60", "[ amd ]", "[amd]", "[ autofs ]", "\ttimeout = 70",
        " append_options = no", "append_options = no # c", "append_options = no x",
        "map_object_class = automountMap",
        "ldap_uri = ldap://127.0.0.9", "search_base = dc=example", "append_options = yesno", "timeout = 6 0",
    ]

    static func configuration(_ dice: inout Dice) -> String {
        var text = dice.pick([
            "[ autofs ]\n", "[ autofs ]\n", "[ autofs ]\n", "[autofs]\n", "[ autofs ] x\n", "[AUTOFS]\n", "",
        ])
        if !dice.oneIn(4) { text += "master_map_name = /etc/auto.master\n" }
        for _ in 0..<dice.number(1...3) {
            text += dice.pick(settings) + dice.pick(["\n", "\n", "\n", "\r\n", " \n", "\n\n"])
        }
        return text
    }

    private static let sources = [
        "files", "files", "files", "nis", "nisplus", "hesiod", "yp", "dir", "compat", "db", "FILES",
        "winbind", "none",
    ]
    private static let actions = [
        "[NOTFOUND=return]", "[UNAVAIL=return]", "[SUCCESS=return]", "[SUCCESS=continue]",
        "[!UNAVAIL=return]",
        "[TRYAGAIN=return]", "[notfound=return]", "[NOTFOUND=continue]", "[NOTFOUND = return]",
        "[NOTFOUND=return UNAVAIL=return]", "[ NOTFOUND=return ]", "[!NOTFOUND=return]", "[!SUCCESS=return]",
        "[NOTFOUND=return", "[]", "[x]", "NOTFOUND=return", "[NOTFOUND=x]",
        "[!NOTFOUND=return UNAVAIL=continue]",
        "[NOTFOUND=merge]", "[NOTFOUND return]",
    ]

    static func nameServiceSwitch(_ dice: inout Dice) -> String {
        let head = "passwd: files\ngroup: files\nhosts: files\n"
        var words: [String] = []
        for _ in 0..<dice.pick([0, 1, 1, 2, 2, 3]) {
            words.append(dice.pick(sources))
            if dice.oneIn(2) { words.append(dice.pick(actions)) }
        }
        let name = dice.pick([
            "automount:", "automount:", "automount:", "automount:", "automount :", "Automount:",
            " automount:", "#automount:",
        ])
        let line =
            name + dice.pick([" ", "\t", "", "   "]) + words.joined(separator: " ")
            + dice.pick(["\n", "\n", " # c\n", " \n", "", "\r\n"])
        return dice.oneIn(8) ? line + "automount: files\n" + head : head + line
    }

    /// A program map that prints an entry and exits with some status.
    static func program(_ dice: inout Dice) -> String {
        let entry = dice.oneIn(3) ? EntryGrammar.plainEntry(&dice) : EntryGrammar.entry(&dice)
        switch dice.number(0...9) {
        case 0: return "#!/bin/sh\necho \"server:/p/$1\"\n"
        case 1:
            return
                "#!/bin/sh\necho \"-o=$AUTOFS_USER,u=$USER server:/p/$AUTOFS_UID/$AUTOFS_HOME/$HOST/$SITE\"\n"
        case 2: return "#!/bin/sh\n[ \"$1\" = alice ] && echo \"server:/p/$1\"\n"
        default:
            let before = dice.pick(["", "", "", "\n", " \n", "\n\n", "# c\n"])
            let after = dice.pick(["\n", "\n", "\n", "", "\nserver:/second\n", "\\\nserver:/b\n", "\n\n"])
            let status = dice.pick(["", "", "", "", "exit 1\n", "exit 0\n", "kill -9 $$\n"])
            return "#!/bin/sh\ncat <<'END'\n\(before)\(entry)\(after)\nEND\n\(status)"
        }
    }

    static let users: [any Sendable] = ["alice", "alice", "root", "bob", "carol", 4_242]

    static let hostNames = ["client.example.com", "client", "a.b.c", "host-1", "client.", "UPPER.Example"]

    static let daemonEnvironments: [[String: String]] = [
        ["SITE": "berlin"], ["SITE": "a b"], ["SITE": ""], ["USER": "daemon", "SITE": "x,y"],
        ["PROJ": "&", "none": "-ro"],
        ["HOST": "env", "timeout": "env", "SITE": "\""],
    ]

    static let defines: [[String: String]] = [
        ["SITE": "paris"], ["USER": "defined"], ["HOST": "h", "ARCH": "a"], ["SITE": "a b"],
        ["PROJ": "/p", "dollar": "x"],
    ]

    static let arguments: [[String]] = [
        ["-t", "60"], ["--timeout", "30"], ["--timeout=20"], ["-O", "ro"], ["-O", "rw,soft"],
        ["--global-options", "ro"],
        ["-O", "ro", "/etc/auto.more"], ["/etc/auto.more"], ["auto.more"], ["file:/etc/auto.more"],
        ["-n", "5"],
        ["-v"], ["-DSITE=rome"], ["-D", "SITE=oslo"], ["none"], ["-M", "1"], ["/etc/auto.master"],
        ["-t", "0"],
        ["-t", "60", "auto.more"], ["-F"], ["-C"], ["--dont-check-daemon"],
    ]

    static let mountFailures: [[String]] = [
        ["*"], ["*"], ["*"], ["@nfs"], ["@nfs4"], ["@bind"], ["server:/a"], ["server:/s", "server:/r"],
        ["@tmpfs"],
    ]

    /// Servers with delays far enough apart to make the order in which automount tries them deterministic.
    static func servers(_ dice: inout Dice) -> [String: Any] {
        var delays = [0, 60, 130, 210]
        var servers: [String: Any] = [:]
        for address in ["198.51.100.10", "198.51.100.11", "198.51.100.12", "198.51.100.13"] {
            var server: [String: Any] = [:]
            let delay = delays.remove(at: dice.number(0...(delays.count - 1)))
            if delay > 0 { server["delay_ms"] = delay }
            if dice.oneIn(6) { server["versions"] = dice.pick([[3], [4], [3, 4], [2, 3]]) }
            if dice.oneIn(60) { server["down"] = true }
            servers[address] = server
        }
        return servers
    }

    private static let exports = [
        ["/e1", "/e2/sub", "/e2"], ["/"], [], ["/a b", "/c"], ["/", "/x"], ["/x", "/x/y", "/x/y/z"], ["/é"],
        ["/x/", "/y"],
        ["/a\"b"], ["/a\\b", "/$USER"], ["/&"], ["/x", "/x"], ["relative"], ["/srv"], ["/a:b"], ["/#x"],
        ["/e1/../e2"],
    ]

    static func exportingServers(_ dice: inout Dice) -> [String: Any] {
        var servers: [String: Any] = [:]
        for address in [
            "198.51.100.10", "198.51.100.11", "198.51.100.12", "192.0.2.1", "127.0.0.1", "192.0.2.50",
        ] {
            servers[address] = ["exports": dice.pick(exports)]
        }
        return servers
    }
}
