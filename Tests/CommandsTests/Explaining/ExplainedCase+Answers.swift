/// What is mounted, and why.
extension ExplainedCase {
    static let answers = [
        ExplainedCase(
            "a wildcard, and a line that comes too late",
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
                 7. options-of-master  /etc/auto.master:2
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
            "a key before the wildcard",
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
                    (a key goes before the wildcard in line 1)
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
            "includes that do and do not have the key",
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
                 3. map-without-key  /etc/auto.staff
                    carol
                    (its one key is another, and there is no wildcard)
                 4. include-without-key  /etc/auto.home:2
                    +auto.staff
                    (it has neither the key nor a wildcard)
                 5. key  /etc/auto.more:1
                    carol → srv:/c
                 6. include  /etc/auto.home:3
                    +auto.more → /etc/auto.more
                    (it has the key)
                 7. location  /etc/auto.more:1
                    srv:/c → /c
                    (the path on the host srv)
                 8. mount  /etc/auto.more:1
                    srv:/c → /home/carol

                mount -t nfs srv:/c /home/carol

                """#
        ),
        ExplainedCase(
            "offsets on the way",
            path: "/home/x/mail/new",
            files: [
                "etc/auto.master": "/home /etc/auto.home -soft\n",
                "etc/auto.home": "x -rw / srv:/x /mail -ro mail:/x /web web:/x\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x/mail/new → /home
                    (the map /etc/auto.home)
                 2. key  /etc/auto.home:1
                    x → -rw / srv:/x /mail -ro mail:/x /web web:/x
                 3. options-of-master  /etc/auto.master:1
                    soft
                 4. options-of-entry  /etc/auto.home:1
                    rw
                 5. options  /etc/auto.home:1
                    rw → soft,rw
                 6. options-of-offset  /etc/auto.home:1
                    ro
                 7. offsets  /etc/auto.home:1
                    / srv:/x /mail -ro mail:/x /web web:/x → / /mail /web
                 8. offset  /etc/auto.home:1
                    / → srv:/x
                    (on the way to the path)
                 9. offset  /etc/auto.home:1
                    /mail → mail:/x
                    (on the way to the path)
                10. offset-aside  /etc/auto.home:1
                    /web → web:/x
                    (waits until somebody comes there)
                11. location  /etc/auto.home:1
                    srv:/x → /x
                    (the path on the host srv)
                12. mount  /etc/auto.home:1
                    srv:/x → /home/x
                13. location  /etc/auto.home:1
                    mail:/x → /x
                    (the path on the host mail)
                14. mount  /etc/auto.home:1
                    mail:/x → /home/x/mail

                mount -t nfs -o soft,rw srv:/x /home/x
                mount -t nfs -o soft,rw,ro mail:/x /home/x/mail

                """#
        ),
        ExplainedCase(
            "variables and where they come from",
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
                    (nobody defines it: it becomes nothing)
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
            "options that are dropped",
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
                 3. options-of-master  /etc/auto.master:1
                    ro
                 4. options-of-entry  /etc/auto.home:1
                    rosize=1,timeout=9,bg,fstype=nfs4,strict
                 5. options-contained  /etc/auto.home:1
                    ro → rosize=1,timeout=9,bg,fstype=nfs4,strict
                    (the later text holds the earlier one, letter by letter, and takes its place)
                 6. option-taken  /etc/auto.home:1
                    timeout=9
                    (when automount unmounts)
                 7. option-taken  /etc/auto.home:1
                    bg
                    (automount drops all that begins with bg or nofg)
                 8. option-taken  /etc/auto.home:1
                    fstype=nfs4
                    (the type of the mount; the last fstype= counts)
                 9. option-taken  /etc/auto.home:1
                    strict
                    (what a failure means for offsets below)
                10. location  /etc/auto.home:1
                    srv:/x → /x
                    (the path on the host srv)
                11. mount  /etc/auto.home:1
                    srv:/x → /home/x

                mount -t nfs4 -o rosize=1 srv:/x /home/x

                """#
        ),
        ExplainedCase(
            "servers that are tried and left out",
            path: "/home/x",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n",
                "etc/auto.home": "x near,far(2):/x down:/y gone:/z\n",
                "facts.json":
                    "{\"local\": [\"192.0.2.9/24\"], \"hosts\": {\"near\": \"192.0.2.1\", \"far\": \"198.51.100.1\", \"down\": \"203.0.113.1\"}, \"servers\": {\"203.0.113.1\": {\"down\": true}}}",
            ],
            arguments: ["--facts", "facts.json"],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x → /home
                    (the map /etc/auto.home)
                 2. key  /etc/auto.home:1
                    x → near,far(2):/x down:/y gone:/z
                 3. location  /etc/auto.home:1
                    near:/x → /x
                    (the path on the host near)
                 4. location  /etc/auto.home:1
                    far(2):/x → /x
                    (the path on the host far, weight 2)
                 5. location  /etc/auto.home:1
                    down:/y → /y
                    (the path on the host down)
                 6. location  /etc/auto.home:1
                    gone:/z → /z
                    (the path on the host gone)
                 7. replica-dropped  /etc/auto.home:1
                    gone:/z
                    (its name has no address)
                 8. replica-dropped  /etc/auto.home:1
                    down:/y
                    (down does not answer)
                 9. replica  /etc/auto.home:1
                    near:/x → near
                    (on a subnet of the client, weight 0, cost 1)
                10. replica  /etc/auto.home:1
                    far(2):/x → far
                    (elsewhere, weight 2, cost 3)
                11. replica-order  /etc/auto.home:1
                    near, far
                    (nearer first, then by cost, then as in the entry)
                12. mount  /etc/auto.home:1
                    near:/x → /home/x

                mount -t nfs near:/x /home/x

                """#
        ),
        ExplainedCase(
            "a path of the client",
            path: "/home/x",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n",
                "etc/auto.home": "x -ro :/srv/x\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x → /home
                    (the map /etc/auto.home)
                 2. key  /etc/auto.home:1
                    x → -ro :/srv/x
                 3. options-of-entry  /etc/auto.home:1
                    ro
                 4. location  /etc/auto.home:1
                    :/srv/x → /srv/x
                    (the path on the client itself)
                 5. local  /etc/auto.home:1
                    :/srv/x → /srv/x
                    (the server is the client itself; nobind would mount it over the network)
                 6. mount  /etc/auto.home:1
                    /srv/x → /home/x

                mount --bind -o ro /srv/x /home/x

                """#
        ),
        ExplainedCase(
            "a key of a direct map",
            path: "/data/x/y",
            files: [
                "etc/auto.master": "/- /etc/auto.direct\n",
                "etc/auto.direct": "/data/x srv:/x\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /data/x/y → /data/x
                    (a key of a direct map)
                 2. key  /etc/auto.direct:1
                    /data/x → srv:/x
                 3. location  /etc/auto.direct:1
                    srv:/x → /x
                    (the path on the host srv)
                 4. mount  /etc/auto.direct:1
                    srv:/x → /data/x

                mount -t nfs srv:/x /data/x

                """#
        ),
        ExplainedCase(
            "a map on a key",
            path: "/home/x/y",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n",
                "etc/auto.home": "x -fstype=autofs file:/etc/auto.x\n",
                "etc/auto.x": "y srv:/y\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x/y → /home
                    (the map /etc/auto.home)
                 2. key  /etc/auto.home:1
                    x → -fstype=autofs file:/etc/auto.x
                 3. options-of-entry  /etc/auto.home:1
                    fstype=autofs
                 4. option-taken  /etc/auto.home:1
                    fstype=autofs
                    (the type of the mount; the last fstype= counts)
                 5. submount  /etc/auto.home:1
                    file:/etc/auto.x → /home/x
                    (the rest of the path is looked up in that map)
                 6. key  /etc/auto.x:1
                    y → srv:/y
                 7. location  /etc/auto.x:1
                    srv:/y → /y
                    (the path on the host srv)
                 8. mount  /etc/auto.x:1
                    srv:/y → /home/x/y

                mount -t nfs srv:/y /home/x/y

                """#
        ),
        ExplainedCase(
            "a line that -null cancels",
            path: "/home/a/b",
            files: [
                "etc/auto.master": "/home/a -null\n/home/a /etc/auto.home\n/home /etc/auto.home\n",
                "etc/auto.home": "a srv:/a\n",
            ],
            text: #"""
                 1. mount-point-cancelled  /etc/auto.master:2
                    /home/a
                    (-null in /etc/auto.master:1 cancels all later lines for it)
                 2. mount-point  /etc/auto.master:3
                    /home/a/b → /home
                    (the map /etc/auto.home)
                 3. key  /etc/auto.home:1
                    a → srv:/a
                 4. location  /etc/auto.home:1
                    srv:/a → /a
                    (the path on the host srv)
                 5. mount  /etc/auto.home:1
                    srv:/a → /home/a

                mount -t nfs srv:/a /home/a

                """#
        ),
        ExplainedCase(
            "a mount point that is hidden",
            path: "/home/a/b",
            files: [
                "etc/auto.master": "/home/a /etc/auto.a\n/home /etc/auto.home\n",
                "etc/auto.a": "b srv:/hidden\n",
                "etc/auto.home": "a srv:/a\n",
            ],
            text: #"""
                 1. mount-point-hidden  /etc/auto.master:1
                    /home/a
                    (/home is mounted later above it and hides it)
                 2. mount-point  /etc/auto.master:2
                    /home/a/b → /home
                    (the map /etc/auto.home)
                 3. key  /etc/auto.home:1
                    a → srv:/a
                 4. location  /etc/auto.home:1
                    srv:/a → /a
                    (the path on the host srv)
                 5. mount  /etc/auto.home:1
                    srv:/a → /home/a

                mount -t nfs srv:/a /home/a

                """#
        ),
        ExplainedCase(
            "bytes that a terminal would obey",
            path: "/home/x",
            files: [
                "etc/auto.master": "/home /etc/auto.home\n",
                "etc/auto.home": "x srv:/\u{1B}[31m\\\\ 'a\n",
            ],
            text: #"""
                 1. mount-point  /etc/auto.master:1
                    /home/x → /home
                    (the map /etc/auto.home)
                 2. key  /etc/auto.home:1
                    x → srv:/\x1b[31m\\ 'a
                 3. expand  /etc/auto.home:1
                    srv:/\x1b[31m\\ 'a → srv:/\x1b[31m\ 'a
                 4. locations  /etc/auto.home:1
                    srv:/\x1b[31m\ 'a → srv:/\x1b[31m 'a
                 5. location  /etc/auto.home:1
                    srv:/\x1b[31m 'a → /\x1b[31m 'a
                    (the path on the host srv)
                 6. mount  /etc/auto.home:1
                    srv:/\x1b[31m 'a → /home/x

                mount -t nfs 'srv:/\x1b[31m '\''a' /home/x

                """#
        ),
    ]
}
