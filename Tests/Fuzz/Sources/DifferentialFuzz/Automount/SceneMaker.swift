/// Generates clients; each kind concentrates on one feature of automount.
struct SceneMaker {
    private static let kinds:
        [(name: String, make: @Sendable (SceneMaker, inout AutomountScene, inout Dice) -> Void)] = [
            ("entry", { $0.entry(&$1, &$2) }),
            ("entry", { $0.entry(&$1, &$2) }),
            ("entry", { $0.entry(&$1, &$2) }),
            ("multi-mount", { $0.multiMount(&$1, &$2) }),
            ("multi-mount", { $0.multiMount(&$1, &$2) }),
            ("variables", { $0.variables(&$1, &$2) }),
            ("variables", { $0.variables(&$1, &$2) }),
            ("direct", { $0.direct(&$1, &$2) }),
            ("direct", { $0.direct(&$1, &$2) }),
            ("include", { $0.include(&$1, &$2) }),
            ("include", { $0.include(&$1, &$2) }),
            ("master", { $0.master(&$1, &$2) }),
            ("master", { $0.master(&$1, &$2) }),
            ("replicated", { $0.replicated(&$1, &$2) }),
            ("hosts-map", { $0.hosts(&$1, &$2) }),
            ("submount", { $0.submount(&$1, &$2) }),
            ("program", { $0.program(&$1, &$2) }),
            ("nsswitch", { $0.nameServiceSwitch(&$1, &$2) }),
            ("settings", { $0.settings(&$1, &$2) }),
            ("listing", { $0.listing(&$1, &$2) }),
        ]

    private let mutator = Mutator(pieces: AutomountWords.pieces, limits: [255, 256, 16_384])

    func scene(_ dice: inout Dice) -> AutomountScene {
        let kind = dice.pick(Self.kinds)
        var scene = AutomountScene(category: kind.name)
        scene["/etc/auto.master"] = "/home /etc/auto.home\n"
        scene.environment["user"] = dice.pick(SettingsGrammar.users)
        kind.make(self, &scene, &dice)
        if scene.rest["path"] == nil {
            scene.rest["path"] = path(in: scene["/etc/auto.home"], below: "/home", &dice)
        }
        surround(&scene, &dice)
        return scene
    }

    /// Mutates a text, half of the time.
    private func spoiled(_ text: String, _ dice: inout Dice) -> [UInt8] {
        dice.oneIn(2) ? mutator.mutate(Array(text.utf8), &dice) : Array(text.utf8)
    }

    /// Adds settings that a client of any kind may have.
    private func surround(_ scene: inout AutomountScene, _ dice: inout Dice) {
        if dice.oneIn(10) { scene.environment["mountFails"] = dice.pick(SettingsGrammar.mountFailures) }
        if dice.oneIn(15), scene.files["/etc/autofs.conf"] == nil {
            scene["/etc/autofs.conf"] = SettingsGrammar.configuration(&dice)
        }
        if dice.oneIn(20) { scene.rest["defines"] = dice.pick(SettingsGrammar.defines) }
        if dice.oneIn(30), scene.rest["arguments"] == nil {
            scene.rest["arguments"] = dice.pick(SettingsGrammar.arguments)
        }
        if dice.oneIn(20) { scene.environment["host"] = dice.pick(SettingsGrammar.hostNames) }
    }

    /// A path that a map may resolve.
    func path(in map: String, below directory: String, _ dice: inout Dice) -> String {
        let names = MapGrammar.names(in: map)
        let name =
            dice.oneIn(4) || names.isEmpty
            ? dice.pick(MapGrammar.names + ["zoe", "*", "a b", "é"]) : dice.pick(names)
        var path = directory + "/" + name
        if dice.oneIn(3) {
            let offsets = MapGrammar.offsets(in: map) + ["/s", "/s/t", "/x"]
            path += dice.pick(offsets.filter { !$0.contains("//") && !$0.contains("/.") })
        }
        if dice.oneIn(25) { path += dice.pick(["/", "//", "/.", "/none/x"]) }
        return path.contains("\0") || path.utf8.count > 600 ? directory + "/alice" : path
    }

    private func entry(_ scene: inout AutomountScene, _ dice: inout Dice) {
        if dice.oneIn(2) {
            scene["/etc/auto.master"] = "/home /etc/auto.home \(AutomountWords.masterOptions(&dice))\n"
        }
        let map = MapGrammar.map(&dice, includesOnceIn: 40)
        scene.files["/etc/auto.home"] = spoiled(map, &dice)
        scene["/etc/auto.inc"] = "bob -soft server:/inc/bob\n* server:/inc/&\n"
        scene.rest["path"] = path(in: map, below: "/home", &dice)
    }

    private func multiMount(_ scene: inout AutomountScene, _ dice: inout Dice) {
        if dice.oneIn(3) { scene["/etc/auto.master"] = "/home /etc/auto.home -ro\n" }
        var map = ""
        for _ in 0..<dice.number(1...2) {
            map += dice.pick(["alice", "alice", "*", "bob", "\"a b\""]) + " "
            if dice.oneIn(3) { map += EntryGrammar.options(&dice) + " " }
            map += EntryGrammar.multiMount(&dice) + "\n"
        }
        scene.files["/etc/auto.home"] = dice.oneIn(3) ? spoiled(map, &dice) : Array(map.utf8)
        let offsets = MapGrammar.offsets(in: map).filter {
            !$0.contains("\"") && !$0.contains("\\") && !$0.contains("//")
        }
        let below = offsets.isEmpty ? "" : dice.pick(offsets)
        scene.rest["path"] =
            "/home/alice" + dice.pick([below, below, below, below + "/x", "", "/s/t/u/v", "/none"])
        if dice.oneIn(4) { scene.environment["mountFails"] = dice.pick(SettingsGrammar.mountFailures) }
    }

    private func variables(_ scene: inout AutomountScene, _ dice: inout Dice) {
        if dice.oneIn(2) {
            let words = [
                "-DSITE=rome", "-DUSER=x", "-DHOST=h", "-DSITE=\"a b\"", "-DPROJ=p-1.2", "-DSITE=",
                "-D SITE=x", "ro",
            ]
            scene["/etc/auto.master"] =
                "/home /etc/auto.home \(dice.pick(words)) \(dice.oneIn(2) ? dice.pick(words) : "")\n"
        }
        var map = ""
        for _ in 0..<dice.number(1...2) {
            map += dice.pick(["alice", "*", "$USER", "${USER}", "a$b"]) + " "
            if dice.oneIn(3) {
                map += "-o=\(EntryGrammar.variable(&dice)),x=\(EntryGrammar.variable(&dice)) "
            }
            if dice.oneIn(6) { map += EntryGrammar.variable(&dice) + " " }
            map +=
                dice.pick(["server", "server", EntryGrammar.variable(&dice), ""]) + ":/"
                + EntryGrammar.variable(&dice)
                + dice.pick(["", "/x", "/" + EntryGrammar.variable(&dice), EntryGrammar.variable(&dice), " "])
                + "\n"
        }
        scene.files["/etc/auto.home"] = dice.oneIn(3) ? spoiled(map, &dice) : Array(map.utf8)
        if dice.oneIn(3) {
            scene.environment["daemonEnvironment"] = dice.pick(SettingsGrammar.daemonEnvironments)
        }
        if dice.oneIn(3) { scene.rest["defines"] = dice.pick(SettingsGrammar.defines) }
        if dice.oneIn(4) { scene.environment["host"] = dice.pick(SettingsGrammar.hostNames) }
    }

    private func direct(_ scene: inout AutomountScene, _ dice: inout Dice) {
        var master = ""
        for _ in 0..<dice.number(1...3) {
            master += dice.pick(["/-", "/-", "/-", "/-", "/- ", "/data", "/home", "/srv/p"]) + " "
            master += dice.pick([
                "auto.direct", "/etc/auto.direct", "/etc/auto.direct2", "auto.direct2", "auto.home", "-null",
            ])
            master += " " + (dice.oneIn(2) ? AutomountWords.masterOptions(&dice) : "") + "\n"
        }
        if dice.oneIn(8) { master += dice.pick(MapGrammar.directKeys) + " -null\n/- auto.direct2\n" }
        scene["/etc/auto.master"] = master
        let maps = [MapGrammar.directMap(&dice), MapGrammar.directMap(&dice)]
        scene.files["/etc/auto.direct"] = dice.oneIn(3) ? spoiled(maps[0], &dice) : Array(maps[0].utf8)
        scene["/etc/auto.direct2"] = maps[1]
        scene["/etc/auto.inc"] = "/data/inc server:/inc\n/data -ro server:/incdata\n"
        scene["/etc/auto.home"] = "* server:/h/&\n"
        let keys =
            MapGrammar.names(in: maps[0] + maps[1]).filter {
                $0.hasPrefix("/") && $0 != "/" && !$0.contains("/.")
            } + ["/data"]
        scene.rest["path"] = dice.pick(keys) + dice.pick(["", "", "", "", "/", "/x", "/s", "/s/t", "/x/y"])
    }

    private func include(_ scene: inout AutomountScene, _ dice: inout Dice) {
        if dice.oneIn(3) {
            scene["/etc/auto.master"] =
                "/home \(dice.pick(["auto.home", "/etc/auto.home -ro", "file:/etc/auto.home"]))\n"
        }
        let map = MapGrammar.map(&dice, includesOnceIn: 2)
        scene.files["/etc/auto.home"] = dice.oneIn(3) ? spoiled(map, &dice) : Array(map.utf8)
        let included =
            dice.oneIn(2) ? MapGrammar.map(&dice, includesOnceIn: 4) : "bob -soft server:/inc/bob\n"
        let second = dice.oneIn(2) ? MapGrammar.map(&dice, includesOnceIn: 5) : "* server:/two/&\n"
        scene["/etc/auto.inc"] = included
        scene["/etc/auto.two"] = second
        scene["/etc/auto.d/x.autofs"] = "x server:/d\n"
        addProgram(&scene, &dice)
        if dice.oneIn(5) { scene["/etc/nsswitch.conf"] = SettingsGrammar.nameServiceSwitch(&dice) }
        scene.rest["path"] = path(in: map + included + second, below: "/home", &dice)
    }

    private func addProgram(_ scene: inout AutomountScene, _ dice: inout Dice) {
        scene["/etc/auto.prog"] = SettingsGrammar.program(&dice)
        scene.setMode(dice.pick(["0755", "0755", "0755", "0755", "0700", "0644"]), of: "/etc/auto.prog")
    }

    private func master(_ scene: inout AutomountScene, _ dice: inout Dice) {
        let master = (0..<dice.number(1...4)).map { _ in AutomountWords.masterLine(&dice) }.joined()
        scene.files["/etc/auto.master"] = spoiled(master, &dice)
        scene["/etc/auto.home"] = dice.oneIn(4) ? MapGrammar.map(&dice) : "* server:/h/&\n"
        scene["/etc/auto.inc"] = "bob -soft server:/inc/bob\n"
        scene["/etc/auto.direct"] = dice.oneIn(3) ? MapGrammar.directMap(&dice) : "/data server:/data\n"
        let more = (0..<dice.number(1...3)).map { _ in AutomountWords.masterLine(&dice) }.joined()
        scene.files["/etc/auto.more"] =
            dice.oneIn(2) ? spoiled(more, &dice) : Array("/more /etc/auto.home\n".utf8)
        scene["/etc/auto.d/x.autofs"] = "/x /etc/auto.home -ro\n"
        if dice.oneIn(3) {
            scene["/etc/auto.d/" + dice.pick(["10", "9", ".y", "a"]) + ".autofs"] = AutomountWords.masterLine(
                &dice
            )
        }
        if dice.oneIn(6) { scene.rest["arguments"] = dice.pick(SettingsGrammar.arguments) }
        if dice.oneIn(8) { scene["/etc/autofs.conf"] = SettingsGrammar.configuration(&dice) }
        if dice.oneIn(10) { scene["/etc/nsswitch.conf"] = SettingsGrammar.nameServiceSwitch(&dice) }
        scene.rest["path"] = dice.pick(AutomountWords.masterPaths)
    }

    private func replicated(_ scene: inout AutomountScene, _ dice: inout Dice) {
        let byWeight = !dice.oneIn(3)
        let options =
            byWeight ? dice.pick(["--use-weight-only", "-w", "use-weight-only"]) : dice.pick(["", "-ro"])
        scene["/etc/auto.master"] = "/home /etc/auto.home \(options)\n"
        var map = dice.pick(["alice ", "* "]) + (dice.oneIn(3) ? EntryGrammar.options(&dice) + " " : "")
        let hosts = [
            "server", "server1", "server2", "server3", "near", "near1", "localhost", "192.0.2.1", "down1",
            "nohost",
            "198.51.100.11", "[2001:db8:1::10]", "multi", "", "client",
        ]
        for _ in 0..<dice.number(1...3) {
            map +=
                (0..<dice.number(1...3)).map { _ in
                    dice.pick(hosts) + (dice.oneIn(3) ? dice.pick(["(1)", "(2)", "(5)", "(10)", "(0)"]) : "")
                }.joined(separator: ",") + ":" + dice.pick(["/a", "/b", "/&", "/c d", "/"]) + " "
        }
        scene.files["/etc/auto.home"] = dice.oneIn(4) ? spoiled(map + "\n", &dice) : Array((map + "\n").utf8)
        scene.rest["path"] = "/home/alice"
        if !dice.oneIn(3) {
            scene.environment["mountFails"] = dice.pick([["*"], ["*"], ["@bind"], ["@nfs"]])
        }
        if !byWeight { scene.environment["servers"] = SettingsGrammar.servers(&dice) }
        if dice.oneIn(4) { scene["/etc/autofs.conf"] = "[ autofs ]\nuse_hostname_for_mounts = yes\n" }
    }

    private func hosts(_ scene: inout AutomountScene, _ dice: inout Dice) {
        let options =
            dice.oneIn(2)
            ? AutomountWords.masterOptions(&dice)
            : dice.pick(["", "-ro", "suid", "dev", "nodev,suid", "nobind"])
        scene["/etc/auto.master"] = dice.oneIn(4) ? "/home /etc/auto.home\n" : "/home -hosts \(options)\n"
        scene["/etc/auto.home"] =
            "alice -fstype=autofs\(dice.pick(["", ",ro", ",hosts"])) \(dice.pick(["-hosts", ":-hosts", "hosts", "auto.inc"]))\n+-hosts\n"
        let host = dice.pick([
            "server", "server1", "server2", "client", "localhost", "near", "198.51.100.10", "nohost",
            "alice/server", "down1", "192.0.2.1", "SERVER",
        ])
        let below = dice.pick([
            "", "", "/e1", "/e2", "/e2/sub", "/x/y", "/x/y/z", "/a b", "/none", "/x", "/srv",
        ])
        scene.rest["path"] = "/home/" + host + below
        scene.environment["servers"] = SettingsGrammar.exportingServers(&dice)
        if dice.oneIn(4) { scene.environment["mountFails"] = dice.pick(SettingsGrammar.mountFailures) }
    }

    private func submount(_ scene: inout AutomountScene, _ dice: inout Dice) {
        if dice.oneIn(2) {
            scene["/etc/auto.master"] = "/home /etc/auto.home \(AutomountWords.masterOptions(&dice))\n"
        }
        let targets = [
            "auto.inc", "/etc/auto.inc", ":/etc/auto.inc", ":auto.inc", "file:/etc/auto.inc", "file:auto.inc",
            "yp:auto.inc",
            "program:/etc/auto.prog", "auto.prog", ":/etc/auto.prog", "auto.none", "-hosts",
            "auto.inc auto.two", "file,sun:/etc/auto.inc",
            "exec:/etc/auto.prog", "multi:auto.inc -- auto.two", "auto.&", "$SITE", "\"auto.inc\"",
            "auto.home", "/etc/auto.home", "",
        ]
        func line(_ key: String, _ dice: inout Dice) -> String {
            let more = (0..<dice.pick([0, 0, 1, 2])).map { _ in
                ","
                    + dice.pick([
                        "ro", "timeout=7", "--timeout=7", "browse", "nobind", "-DX=y", "-DSITE=z", "soft",
                        "hosts", "strict", "symlink", "nobrowse",
                    ])
            }.joined()
            let fstype = dice.pick([
                "-fstype=autofs", "-fstype=autofs", "-fstype=autofs", "-ro,fstype=autofs",
                "-ro -fstype=autofs",
            ])
            return "\(key) \(fstype)\(more) \(dice.pick(targets))\n"
        }
        let isMulti = dice.oneIn(5)
        scene["/etc/auto.home"] =
            isMulti
            ? "alice / server:/a /s -fstype=autofs \(dice.pick(targets))\n"
            : line(dice.pick(["alice", "alice", "*"]), &dice)
        let inner = dice.oneIn(3) ? line("alice", &dice) : MapGrammar.map(&dice)
        scene.files["/etc/auto.inc"] = dice.oneIn(4) ? spoiled(inner, &dice) : Array(inner.utf8)
        scene["/etc/auto.two"] = "* -fstype=nfs4 $SITE:/two/$X/&\n"
        addProgram(&scene, &dice)
        let name = (MapGrammar.names(in: inner) + ["zoe"])
        scene.rest["path"] =
            "/home/alice" + (isMulti ? "/s/" : "/") + dice.pick(name)
            + dice.pick(["", "", "/s", "/alice", "/x/y"])
        if dice.oneIn(8) { scene.rest["path"] = "/home/alice" }
    }

    private func program(_ scene: inout AutomountScene, _ dice: inout Dice) {
        let map = dice.pick([
            "/etc/auto.prog", "auto.prog", "program:/etc/auto.prog", "file:/etc/auto.prog",
            "exec:/etc/auto.prog", "program /etc/auto.prog", "auto.home",
        ])
        scene["/etc/auto.master"] =
            "/home \(map) \(dice.oneIn(3) ? AutomountWords.masterOptions(&dice) : "")\n"
        scene["/etc/auto.home"] = "bob server:/b\n+auto.prog\n* server:/w/&\n"
        addProgram(&scene, &dice)
        scene.rest["path"] =
            "/home/" + dice.pick(["alice", "bob", "alice/s", "a b", "x", "*", "é", "a$b", "s/t"])
        if dice.oneIn(3) {
            scene["/etc/autofs.conf"] =
                "[ autofs ]\n"
                + dice.pick([
                    "force_standard_program_map_env = yes\n", "append_options = no\n", "browse_mode = yes\n",
                ])
        }
        if dice.oneIn(3) {
            scene.environment["daemonEnvironment"] = dice.pick(SettingsGrammar.daemonEnvironments)
        }
        if dice.oneIn(3) { scene.rest["defines"] = dice.pick(SettingsGrammar.defines) }
    }

    private func nameServiceSwitch(_ scene: inout AutomountScene, _ dice: inout Dice) {
        scene["/etc/nsswitch.conf"] = SettingsGrammar.nameServiceSwitch(&dice)
        scene["/etc/auto.master"] =
            "/home \(dice.pick(["auto.home", "auto.home", "/etc/auto.home", "file:auto.home", "auto.none", "auto.prog"]))\n"
            + (dice.oneIn(3) ? "+auto.more\n/- auto.direct\n" : "")
        scene["/etc/auto.home"] = MapGrammar.map(&dice, includesOnceIn: 4)
        scene["/etc/auto.inc"] = "bob -soft server:/inc/bob\n"
        scene["/etc/auto.more"] = "/more auto.home\n"
        scene["/etc/auto.direct"] = "/data server:/data\n"
        addProgram(&scene, &dice)
        if dice.oneIn(3) { scene["/etc/autofs.conf"] = "[ autofs ]\n" }
        if dice.oneIn(5) { scene.rest["path"] = dice.pick(["/more/alice", "/data"]) }
    }

    private func settings(_ scene: inout AutomountScene, _ dice: inout Dice) {
        scene["/etc/autofs.conf"] = SettingsGrammar.configuration(&dice)
        scene["/etc/auto.master"] =
            "/home /etc/auto.home \(dice.pick(["", "-ro", "rw,soft", "--timeout=5"]))\n"
        scene["/etc/auto.more"] = "/home auto.home -hard\n/more /etc/auto.home\n"
        let map =
            dice.oneIn(2)
            ? MapGrammar.map(&dice) : "* -soft server1:/h/&\nalice -rw / server:/a /s -soft server:/s\n"
        scene["/etc/auto.home"] = map
        if dice.oneIn(4) { scene.rest["arguments"] = dice.pick(SettingsGrammar.arguments) }
        if dice.oneIn(4) {
            scene.rest["operation"] = "list"
            scene.rest["path"] = "/home"
        }
    }

    private func listing(_ scene: inout AutomountScene, _ dice: inout Dice) {
        let map = MapGrammar.map(&dice, includesOnceIn: 4)
        let options = dice.pick([
            "browse", "browse", "browse", "--ghost", "-g", "", "nobrowse", "browse,nobrowse", "-browse,ro",
            "nobrowse browse",
        ])
        scene["/etc/auto.master"] = dice.pick([
            "/home /etc/auto.home \(options)\n", "/home /etc/auto.home \(options)\n",
            "/home auto.home \(options)\n",
            "/home multi:/etc/auto.home -- /etc/auto.inc \(options)\n",
            "/home /etc/auto.home \(options)\n/home/sub auto.inc\n",
            "/home -hosts \(options)\n", "/home auto.prog \(options)\n",
            "/x/home/y /etc/auto.home \(options)\n/- auto.direct\n",
        ])
        scene["/etc/auto.direct"] = "/x/home/z server:/z\n"
        scene.files["/etc/auto.home"] = dice.oneIn(2) ? spoiled(map, &dice) : Array(map.utf8)
        scene["/etc/auto.inc"] =
            dice.oneIn(2) ? MapGrammar.map(&dice) : "bob -soft server:/inc/bob\n* server:/inc/&\n"
        scene["/etc/auto.two"] = "two server:/two\n"
        addProgram(&scene, &dice)
        if dice.oneIn(3) {
            scene["/etc/autofs.conf"] =
                "[ autofs ]\nbrowse_mode = \(dice.pick(["yes", "no", "1", "\"yes\""]))\n"
        }
        if dice.oneIn(6) { scene["/etc/nsswitch.conf"] = SettingsGrammar.nameServiceSwitch(&dice) }
        scene.rest["operation"] = "list"
        scene.rest["path"] = dice.pick(["/home", "/home", "/home", "/home", "/home/", "/x/home/y"])
    }
}
