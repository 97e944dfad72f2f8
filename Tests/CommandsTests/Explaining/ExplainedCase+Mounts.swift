/// What an entry mounts.
extension ExplainedCase {
    static let mounts = [
        ExplainedCase(
            "offsets along the path",
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
                 3. options-of-map  /etc/auto.master:1
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
                    (waits until it is accessed)
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
            "replicated servers, some unusable",
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
            "a path on the client itself",
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
                    (the server is the client itself; nobind would mount the path over the network)
                 6. mount  /etc/auto.home:1
                    /srv/x → /home/x

                mount --bind -o ro /srv/x /home/x

                """#
        ),
        ExplainedCase(
            "a key in a direct map",
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
            "a submount from a map on a key",
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
                    (the rest of the path is looked up in this map)
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
            "a line cancelled by -null",
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
            "a mount point hidden by a later one",
            path: "/home/a/b",
            files: [
                "etc/auto.master": "/home/a /etc/auto.a\n/home /etc/auto.home\n",
                "etc/auto.a": "b srv:/hidden\n",
                "etc/auto.home": "a srv:/a\n",
            ],
            text: #"""
                 1. mount-point-hidden  /etc/auto.master:1
                    /home/a
                    (/home is mounted above it later and hides it)
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
            "terminal control characters in an entry",
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

                mount -t nfs $'srv:/\033[31m \'a' /home/x

                """#
        ),
    ]
}
