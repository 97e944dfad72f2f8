/// How the entry of a key is found and expanded.
extension ExplainedCase {
    static let keys = [
        ExplainedCase(
            "a wildcard, and a mount point named twice",
            path: "/home/alice/mail",
            files: [
                "etc/auto.master": "# first\n/home auto.home -nosuid,nodev\n/home /etc/other\n",
                "etc/auto.home": "# homes\nbob srv:/b\n* -rw srv:/home/&\n",
            ],
            text: #"""
                 1. mount-point-taken  /etc/auto.master:3
                    /home
                    (/etc/auto.master:2 names this directory first)
                 2. mount-point  /etc/auto.master:2
                    /home/alice/mail → /home
                    (the map auto.home)
                 3. map  /etc/nsswitch.conf
                    auto.home → /etc/auto.home
                    (the sources of the line automount:, in their order)
                 4. wildcard  /etc/auto.home:3
                    alice → -rw srv:/home/&
                    (the one other key of the map is not this name)
                 5. ampersand  /etc/auto.home:3
                    & → alice
                 6. expand  /etc/auto.home:3
                    -rw srv:/home/& → -rw srv:/home/alice
                 7. options-of-map  /etc/auto.master:2
                    nosuid,nodev
                 8. options-of-entry  /etc/auto.home:3
                    rw
                 9. options  /etc/auto.home:3
                    rw → nosuid,nodev,rw
                10. location  /etc/auto.home:3
                    srv:/home/alice → /home/alice
                    (the path on the host srv)
                11. mount  /etc/auto.home:3
                    srv:/home/alice → /home/alice

                mount -t nfs -o nosuid,nodev,rw srv:/home/alice /home/alice

                """#
        ),
        ExplainedCase(
            "a key that wins over the wildcard",
            path: "/home/bob",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n",
                "etc/auto.home": "* srv:/home/&\nbob -ro srv:/b\nbob srv:/later\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/bob → /home
                    (the map /etc/auto.home)
                 2. key  /etc/auto.home:2
                    bob → -ro srv:/b
                    (a key takes precedence over the wildcard in line 1)
                 3. duplicate-key  /etc/auto.home:3
                    bob → srv:/later
                    (the first entry with a key counts)
                 4. options-of-entry  /etc/auto.home:2
                    ro
                 5. location  /etc/auto.home:2
                    srv:/b → /b
                    (the path on the host srv)
                 6. mount  /etc/auto.home:2
                    srv:/b → /home/bob

                mount -t nfs -o ro srv:/b /home/bob

                """#
        ),
        ExplainedCase(
            "includes with and without the key",
            path: "/home/carol",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n",
                "etc/auto.home": "+auto.gone\n+auto.staff\n+auto.more\n* srv:/home/&\n",
                "etc/auto.staff": "bob srv:/b\n",
                "etc/auto.more": "carol srv:/c\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/carol → /home
                    (the map /etc/auto.home)
                 2. include-without-key  /etc/auto.home:1
                    +auto.gone
                    (there is no such map)
                 3. include-without-key  /etc/auto.home:2
                    +auto.staff
                    (it has neither the key nor a wildcard)
                 4. key  /etc/auto.more:1
                    carol → srv:/c
                 5. include  /etc/auto.home:3
                    +auto.more → /etc/auto.more
                    (it has the key)
                 6. location  /etc/auto.more:1
                    srv:/c → /c
                    (the path on the host srv)
                 7. mount  /etc/auto.more:1
                    srv:/c → /home/carol

                mount -t nfs srv:/c /home/carol

                """#
        ),
        ExplainedCase(
            "a map that includes itself",
            path: "/home/x",
            files: ["etc/auto.master": "/home /etc/auto.home\n", "etc/auto.home": "+auto.home\nx srv:/x\n"],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x → /home
                    (the map /etc/auto.home)
                 2. include-without-key  /etc/auto.home:1
                    +auto.home
                    (it is the map itself, which automount does not read again)
                 3. key  /etc/auto.home:2
                    x → srv:/x
                 4. location  /etc/auto.home:2
                    srv:/x → /x
                    (the path on the host srv)
                 5. mount  /etc/auto.home:2
                    srv:/x → /home/x

                mount -t nfs srv:/x /home/x

                """#
        ),
        ExplainedCase(
            "variables and their origins",
            path: "/home/x",
            files: [
                "etc/auto.master": "/home /etc/auto.home -DSITE=north\n",
                "etc/auto.home": "x $SITE.$ROOM.$ARCH$MISSING:/x:y\n",
            ],
            arguments: ["--define", "ROOM=r1"],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x → /home
                    (the map /etc/auto.home)
                 2. key  /etc/auto.home:1
                    x → $SITE.$ROOM.$ARCH$MISSING:/x:y
                 3. variable  /etc/auto.home:1
                    ${SITE} → north
                    (from -D in the line of the master map)
                 4. variable  /etc/auto.home:1
                    ${ROOM} → r1
                    (from -D of automount's command line)
                 5. variable  /etc/auto.home:1
                    ${ARCH} → x86_64
                    (from uname(2) of the client)
                 6. variable  /etc/auto.home:1
                    ${MISSING}
                    (it is not defined and becomes nothing)
                 7. colon-to-slash  /etc/auto.home:1
                    : → /
                    (in 1 place after the colon before a path; --no-slashify-colons in the master map keeps them)
                 8. expand  /etc/auto.home:1
                    $SITE.$ROOM.$ARCH$MISSING:/x:y → north.r1.x86_64:/x/y
                 9. location  /etc/auto.home:1
                    north.r1.x86_64:/x/y → /x/y
                    (the path on the host north.r1.x86_64)
                10. mount  /etc/auto.home:1
                    north.r1.x86_64:/x/y → /home/x

                mount -t nfs north.r1.x86_64:/x/y /home/x

                """#
        ),
        ExplainedCase(
            "dropped options",
            path: "/home/x",
            files: [
                "etc/auto.master": "/home /etc/auto.home -ro\n",
                "etc/auto.home": "x -rosize=1,timeout=9,bg,fstype=nfs4 -strict srv:/x\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x → /home
                    (the map /etc/auto.home)
                 2. key  /etc/auto.home:1
                    x → -rosize=1,timeout=9,bg,fstype=nfs4 -strict srv:/x
                 3. options-of-map  /etc/auto.master:1
                    ro
                 4. options-of-entry  /etc/auto.home:1
                    rosize=1,timeout=9,bg,fstype=nfs4,strict
                 5. options-contained  /etc/auto.home:1
                    ro → rosize=1,timeout=9,bg,fstype=nfs4,strict
                    (the later text contains the earlier one, letter by letter, and replaces it)
                 6. option-taken  /etc/auto.home:1
                    timeout=9
                    (when automount unmounts)
                 7. option-taken  /etc/auto.home:1
                    bg
                    (automount drops everything that begins with bg or nofg)
                 8. option-taken  /etc/auto.home:1
                    fstype=nfs4
                    (the type of the mount; the last fstype= counts)
                 9. option-taken  /etc/auto.home:1
                    strict
                    (whether a failure stops offsets below)
                10. location  /etc/auto.home:1
                    srv:/x → /x
                    (the path on the host srv)
                11. mount  /etc/auto.home:1
                    srv:/x → /home/x

                mount -t nfs4 -o rosize=1 srv:/x /home/x

                """#
        ),
    ]
}
