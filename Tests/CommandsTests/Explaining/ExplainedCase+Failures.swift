/// Paths that fail, with the advice that is printed.
extension ExplainedCase {
    static let failures = [
        ExplainedCase(
            "no-such-key",
            path: "/home/eve",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n",
                "etc/auto.home": "x srv:/x\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/eve → /home
                    (the map /etc/auto.home)
                 2. map-without-key  /etc/auto.home
                    eve
                    (its one key is another, and there is no wildcard)

                /home/eve: no-such-key: no map of '/home' has the key 'eve' or a wildcard (/etc/auto.home)
                  help: add 'eve' or a wildcard to /etc/auto.home, or look up another name

                """#
        ),
        ExplainedCase(
            "no-mount-point",
            path: "/srv/x",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n",
                "etc/auto.home": "x srv:/x\n",
            ],
            text: #"""
                /srv/x: no-mount-point: no mount point of the master map contains the path (/etc/auto.master)
                  help: add a line for '/srv', or for a directory in it, to the master map

                """#
        ),
        ExplainedCase(
            "no-key",
            path: "/home",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n",
                "etc/auto.home": "x srv:/x\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home
                    (the map /etc/auto.home)

                /home: no-key: '/home' is a directory that automount keeps
                  help: look up a name below '/home'

                """#
        ),
        ExplainedCase(
            "no-master-map",
            path: "/home/x",
            files: [
                "etc/hosts": ""
            ],
            text: #"""
                /home/x: no-master-map: the master map 'auto.master' cannot be read: /etc/auto.master does not exist
                  help: write the master map, or name another one by master_map_name in autofs.conf

                """#
        ),
        ExplainedCase(
            "no-map",
            path: "/home/x",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n"
            ],
            text: #"""
                 1. mount-point-without-map  /etc/auto.master:1
                    /home
                    (the map '/etc/auto.home' of '/home' cannot be read: /etc/auto.home does not exist)

                /home/x: no-map: the map '/etc/auto.home' of '/home' cannot be read: /etc/auto.home does not exist (/etc/auto.master:1)
                  help: write or fix the map '/etc/auto.home', or correct its name in this line

                """#
        ),
        ExplainedCase(
            "bad-entry",
            path: "/home/x",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n",
                "etc/auto.home": "\nx -$GONE srv:/x\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x → /home
                    (the map /etc/auto.home)
                 2. key  /etc/auto.home:2
                    x → -$GONE srv:/x
                 3. variable  /etc/auto.home:2
                    ${GONE}
                    (it is not defined and becomes nothing)
                 4. expand  /etc/auto.home:2
                    -$GONE srv:/x → - srv:/x

                /home/x: bad-entry: the entry begins with an option word that is empty (/etc/auto.home:2)
                  help: write an option after the dash, or remove the dash; a variable may have become nothing

                """#
        ),
        ExplainedCase(
            "bad-location",
            path: "/home/x",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n",
                "etc/auto.home": "x s!v:/x\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x → /home
                    (the map /etc/auto.home)
                 2. key  /etc/auto.home:1
                    x → s!v:/x

                /home/x: bad-location: the host of the location 's!v:/x' contains '!', which is not allowed there (/etc/auto.home:1)
                  help: remove it from the host; a blank in a path needs \\ before it or quotes around it

                """#
        ),
        ExplainedCase(
            "no-host",
            path: "/home/x",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n",
                "etc/auto.home": "x gone:/x\n",
                "facts.json": "{\"hosts\": {\"srv\": \"192.0.2.1\"}}",
            ],
            arguments: ["--facts", "facts.json"],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x → /home
                    (the map /etc/auto.home)
                 2. key  /etc/auto.home:1
                    x → gone:/x
                 3. location  /etc/auto.home:1
                    gone:/x → /x
                    (the path on the host gone)
                 4. replica-dropped  /etc/auto.home:1
                    gone:/x
                    (its name has no address)

                /home/x: no-host: no host of the location 'gone:/x' resolves and answers (/etc/auto.home:1)
                  help: give gone an address that answers, or name another server in the entry

                """#
        ),
        ExplainedCase(
            "mount-failed",
            path: "/home/x",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n",
                "etc/auto.home": "x srv:/x\n",
                "facts.json": "{\"mountFails\": [\"srv:/x\"]}",
            ],
            arguments: ["--facts", "facts.json"],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x → /home
                    (the map /etc/auto.home)
                 2. key  /etc/auto.home:1
                    x → srv:/x
                 3. location  /etc/auto.home:1
                    srv:/x → /x
                    (the path on the host srv)
                 4. mount-failed  /etc/auto.home:1
                    srv:/x → /home/x

                /home/x: mount-failed: every mount on '/home/x' fails (/etc/auto.home:1)
                  help: make one of these possible, or name another server: srv:/x

                """#
        ),
        ExplainedCase(
            "include-loop",
            path: "/home/x",
            files: [
                "etc/auto.master": "/home /etc/auto.a\n",
                "etc/auto.a": "+auto.b\n",
                "etc/auto.b": "+auto.a\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x → /home
                    (the map /etc/auto.a)

                /home/x: include-loop: maps include each other more than 16 levels deep (/etc/auto.a:1)
                  help: remove this include, or another one of the loop

                """#
        ),
        ExplainedCase(
            "program-not-run",
            path: "/home/x",
            files: [
                "etc/auto.master": "/home /etc/auto.prog\n",
                "etc/auto.prog": "#!/bin/sh\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x → /home
                    (the map /etc/auto.prog)

                /home/x: program-not-run: the program map /etc/auto.prog was not run for the key 'x' (/etc/auto.prog)
                  help: run it with --run-programs, or give what it would write with --program-output

                """#,
            status: 2
        ),
        ExplainedCase(
            "a map that mounts itself",
            path: "/home/x/x/x",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n",
                "etc/auto.home": "* -fstype=autofs file:/etc/auto.home\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x/x/x → /home
                    (the map /etc/auto.home)
                 2. wildcard  /etc/auto.home:1
                    x → -fstype=autofs file:/etc/auto.home
                    (the wildcard is the only key of the map)
                 3. options-of-entry  /etc/auto.home:1
                    fstype=autofs
                 4. option-taken  /etc/auto.home:1
                    fstype=autofs
                    (the type of the mount; the last fstype= counts)
                 5. submount  /etc/auto.home:1
                    file:/etc/auto.home → /home/x
                    (the rest of the path is looked up in this map)
                 6. wildcard  /etc/auto.home:1
                    x → -fstype=autofs file:/etc/auto.home
                    (the wildcard is the only key of the map)
                 7. options-of-entry  /etc/auto.home:1
                    fstype=autofs
                 8. option-taken  /etc/auto.home:1
                    fstype=autofs
                    (the type of the mount; the last fstype= counts)
                 9. submount  /etc/auto.home:1
                    file:/etc/auto.home → /home/x/x
                    (the rest of the path is looked up in this map)
                10. wildcard  /etc/auto.home:1
                    x → -fstype=autofs file:/etc/auto.home
                    (the wildcard is the only key of the map)
                11. options-of-entry  /etc/auto.home:1
                    fstype=autofs
                12. option-taken  /etc/auto.home:1
                    fstype=autofs
                    (the type of the mount; the last fstype= counts)
                13. submount  /etc/auto.home:1
                    file:/etc/auto.home → /home/x/x/x
                    (the rest of the path is looked up in this map)

                /home/x/x/x: no-key: '/home/x/x/x' is a directory that automount keeps: the map '/etc/auto.home' mounts itself there
                  help: name a file system or another map in the entry; this one mounts itself without end

                """#
        ),
    ]
}
