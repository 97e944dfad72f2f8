/// A site that works as its administrator means it to: `check` must find nothing above a note there.
struct GoodSite: Sendable, CustomStringConvertible {
    let description: String
    /// The files, in the form of `ExampleSite`.
    let text: String
    /// The directories that exist, besides the parents of the files.
    var directories: [String] = []

    init(_ description: String, _ text: String, _ directories: [String] = []) {
        self.description = description
        self.text = text
        self.directories = directories
    }

    static let all = distributions + clients + servers + clusters + laboratories

    private static let distributions = [
        GoodSite(
            "Debian with the package's own files",
            """
            # /etc/auto.master
            # Sample auto.master file
            +dir:/etc/auto.master.d
            +auto.master
            # /etc/auto.misc
            cd -fstype=iso9660,ro,nosuid,nodev :/dev/cdrom
            # /etc/auto.net mode 0755
            #!/bin/bash
            # /etc/auto.smb mode 0755
            #!/bin/bash
            # /etc/autofs.conf
            [ autofs ]
            timeout = 300
            browse_mode = no
            # /etc/nsswitch.conf
            passwd: files systemd
            hosts: files dns

            """
        ),
        GoodSite(
            "Fedora with /misc and /net",
            """
            # /etc/auto.master
            /misc /etc/auto.misc
            /net -hosts
            +dir:/etc/auto.master.d
            +auto.master
            # /etc/auto.misc
            cd -fstype=iso9660,ro,nosuid,nodev :/dev/cdrom
            #linux -ro,soft ftp.example.org:/pub/linux
            # /etc/nsswitch.conf
            passwd: sss files systemd
            automount: sss files
            hosts: files dns myhostname

            """
        ),
        GoodSite(
            "Arch with its files in /etc/autofs",
            """
            # /etc/autofs/auto.master
            /misc /etc/autofs/auto.misc
            +dir:/etc/autofs/auto.master.d
            # /etc/autofs/auto.misc
            cd -fstype=iso9660,ro,nosuid,nodev :/dev/cdrom
            # /etc/autofs/autofs.conf
            [ autofs ]
            timeout = 300

            """
        ),
        GoodSite(
            "SUSE with everything commented out",
            """
            # /etc/auto.master
            #/misc /etc/auto.misc
            #/net -hosts
            +auto.master
            # /etc/sysconfig/autofs
            OPTIONS=""
            USE_MISC_DEVICE="yes"

            """
        ),
        GoodSite(
            "a machine with nothing but accounts",
            "# /etc/passwd\nroot:x:0:0:root:/root:/bin/bash\n",
            ["/root"]
        ),
        GoodSite("empty tables", "# /etc/exports\n# /etc/auto.master\n"),
    ]

    private static let clients = [
        GoodSite("homes by a wildcard", client("* -rw,hard,nosuid,nodev nfs.example.org:/srv/home/&")),
        GoodSite(
            "homes by a wildcard with the options in the master map",
            "# /etc/auto.master\n/home /etc/auto.home --timeout=600 -nosuid,nodev,hard\n"
                + "# /etc/auto.home\n* nfs.example.org:/srv/home/&\n"
        ),
        GoodSite(
            "homes by a line for each user",
            client(
                "ann -rw,nosuid,nodev nfs1.example.org:/export/ann\nbob -rw,nosuid,nodev nfs2.example.org:/export/bob"
            )
        ),
        GoodSite(
            "some homes elsewhere, the others by the wildcard",
            client(
                "ann -rw,nosuid,nodev nfs2.example.org:/big/ann\n* -rw,nosuid,nodev nfs.example.org:/srv/home/&"
            )
        ),
        GoodSite(
            "homes over Kerberos",
            client("* -fstype=nfs4,sec=krb5p,nosuid,nodev nfs.example.org:/home/&")
        ),
        GoodSite(
            "homes in a direct map",
            "# /etc/auto.master\n/- /etc/auto.direct\n"
                + "# /etc/auto.direct\n/home/ann -rw,nosuid,nodev nfs.example.org:/srv/home/ann\n"
        ),
        GoodSite(
            "homes from LDAP by SSSD, as on a FreeIPA client",
            """
            # /etc/nsswitch.conf
            passwd: files sss
            automount: sss files
            # /etc/auto.master
            +auto.master
            # /etc/passwd
            root:x:0:0:root:/root:/bin/bash

            """,
            ["/root"]
        ),
        GoodSite(
            "a FreeIPA location with an empty direct map",
            "# /etc/auto.master\n/- /etc/auto.direct\n/home /etc/auto.home\n# /etc/auto.direct\n"
                + "# nothing yet\n# /etc/auto.home\n* -rw,nosuid,nodev nfs.example.org:/home/&\n"
        ),
        GoodSite(
            "homes from LDAP named in the master map",
            "# /etc/auto.master\n/home ldap:ou=auto.home,dc=example,dc=org --timeout=300\n"
        ),
        GoodSite(
            "application trees beside homes",
            """
            # /etc/auto.master
            /home /etc/auto.home
            /apps /etc/auto.apps
            /modules /etc/auto.modules
            /data /etc/auto.data
            # /etc/auto.home
            * -rw,nosuid,nodev nfs.example.org:/home/&
            # /etc/auto.apps
            * -ro nfs.example.org:/apps/&
            # /etc/auto.modules
            * -ro,hard nfs.example.org:/opt/modules/&
            # /etc/auto.data
            * -rw,hard nfs.example.org:/data/&

            """
        ),
        GoodSite(
            "a wildcard for images of discs",
            "# /etc/auto.master\n/mnt/iso /etc/auto.iso\n"
                + "# /etc/auto.iso\n* -fstype=iso9660,loop,ro,nosuid,nodev :/srv/iso/&.iso\n"
        ),
        GoodSite(
            "replicated read-only software",
            "# /etc/auto.master\n/sw /etc/auto.sw\n"
                + "# /etc/auto.sw\nr -ro sw1.example.org,sw2.example.org:/sw/r\npy -ro sw1.example.org(1),sw2.example.org(2):/sw/py\n"
        ),
        GoodSite(
            "a tree of several mounts",
            "# /etc/auto.master\n/proj /etc/auto.proj\n"
                + "# /etc/auto.proj\nx -rw,hard / nfs.example.org:/p/x /data nfs2.example.org:/d/x\n"
        ),
        GoodSite(
            "a map that mounts another map",
            "# /etc/auto.master\n/groups /etc/auto.groups\n"
                + "# /etc/auto.groups\nphys -fstype=autofs file:/etc/auto.phys\n# /etc/auto.phys\n* -rw nfs.example.org:/phys/&\n"
        ),
        GoodSite(
            "maps that include others",
            "# /etc/auto.master\n/home /etc/auto.home\n# /etc/auto.home\n+/etc/auto.home.local\n"
                + "* -rw,nosuid,nodev nfs.example.org:/home/&\n# /etc/auto.home.local\nguest -rw,nosuid,nodev nfs2.example.org:/guest\n"
        ),
        GoodSite(
            "a drop-in for each mount point",
            """
            # /etc/auto.master
            +dir:/etc/auto.master.d
            # /etc/auto.master.d/README
            One file for each mount point.
            # /etc/auto.master.d/home.autofs
            /home /etc/auto.home
            # /etc/auto.master.d/scratch.autofs
            /scratch /etc/auto.scratch
            # /etc/auto.home
            * -rw,nosuid,nodev nfs.example.org:/home/&
            # /etc/auto.scratch
            local -fstype=xfs,rw :/dev/sda1

            """
        ),
        GoodSite(
            "a program map",
            "# /etc/auto.master\n/exec /etc/auto.exec\n# /etc/auto.exec mode 0755\n#!/bin/sh\necho \"srv:/$1\"\n"
        ),
        GoodSite(
            "variables that automount defines",
            "# /etc/auto.master\n/opt/arch /etc/auto.arch\n"
                + "# /etc/auto.arch\ntools -ro nfs.example.org:/tools/$ARCH\nown -rw nfs.example.org:/host/${HOST}\n"
        ),
        GoodSite(
            "variables of the service",
            "# /etc/default/autofs\nOPTIONS=\"-DSITE=north\"\n# /etc/auto.master\n/site /etc/auto.site\n"
                + "# /etc/auto.site\nshare -rw nfs.example.org:/share/$SITE\n"
        ),
    ]

    private static let servers = [
        GoodSite(
            "one export for a network",
            exports("/srv/home 10.0.0.0/8(rw,sync,no_subtree_check)"),
            ["/srv/home"]
        ),
        GoodSite(
            "Kerberos for everybody",
            exports("/srv/home *(rw,sync,no_subtree_check,sec=krb5p)"),
            ["/srv/home"]
        ),
        GoodSite(
            "a tree of exports",
            exports(
                "/srv/nfs4 10.0.0.0/8(ro,sync,crossmnt,no_subtree_check)\n"
                    + "/srv/nfs4/home 10.0.0.0/8(rw,sync,no_subtree_check)"
            ),
            ["/srv/nfs4", "/srv/nfs4/home"]
        ),
        GoodSite(
            "read-only software for everybody",
            exports("/srv/sw *(ro,sync,no_subtree_check)"),
            ["/srv/sw"]
        ),
        GoodSite(
            "netgroups and hosts",
            exports("/srv/home @clients(rw,sync,no_subtree_check) 192.0.2.7(ro,sync,no_subtree_check)")
                + "# /etc/netgroup\nclients (ws1.example.org,,)\n",
            ["/srv/home"]
        ),
        GoodSite(
            "OpenZFS with sharenfs and its lock",
            """
            # /etc/exports.d/zfs.exports
            # !!! DO NOT EDIT THIS FILE MANUALLY !!!
            /tank/home 10.0.0.0/8(sec=sys,rw,no_subtree_check,mountpoint)
            # /etc/exports.d/zfs.exports.lock

            """,
            ["/tank/home"]
        ),
        GoodSite(
            "exports.d with a README and files",
            """
            # /etc/exports.d/README
            One file for each share.
            # /etc/exports.d/home.exports
            /srv/home 10.0.0.0/8(rw,sync,no_subtree_check)
            # /etc/exports.d/sw.exports
            /srv/sw 10.0.0.0/8(ro,sync,no_subtree_check)

            """,
            ["/srv/home", "/srv/sw"]
        ),
        GoodSite(
            "a single server that mounts its own homes",
            """
            # /etc/hostname
            box
            # /etc/hosts
            127.0.0.1 localhost
            192.0.2.1 box.example.org box
            # /etc/exports
            /srv/home 192.0.2.0/24(rw,sync,no_subtree_check)
            # /etc/auto.master
            /home /etc/auto.home
            # /etc/auto.home
            * -rw,nosuid,nodev box.example.org:/srv/home/&

            """,
            ["/srv/home"]
        ),
        GoodSite(
            "an administration host with root on the homes",
            exports(
                "/srv/home 10.0.0.0/8(rw,sync,no_subtree_check) 192.0.2.9(rw,sync,no_subtree_check,sec=krb5p)"
            ),
            ["/srv/home"]
        ),
        GoodSite(
            "IPv6 networks",
            exports("/srv/home 2001:db8:1::/64(rw,sync,no_subtree_check)"),
            ["/srv/home"]
        ),
        GoodSite(
            "a server that also lists local accounts",
            exports("/srv/home 10.0.0.0/8(rw,sync,no_subtree_check)")
                + "# /etc/passwd\nroot:x:0:0:root:/root:/bin/bash\nadmin:x:1000:1000::/home/admin:/bin/bash\n",
            ["/srv/home", "/home/admin", "/root"]
        ),
    ]

    private static let clusters = [
        GoodSite(
            "a compute image whose passwd lists every user",
            client("* -rw,nosuid,nodev head:/home/&") + "# /etc/passwd\nroot:x:0:0:root:/root:/bin/bash\n"
                + (1...200).map { "u\($0):x:\(20_000 + $0):100::/home/u\($0):/bin/bash\n" }.joined(),
            ["/root", "/usr/bin", "/home"]
        ),
        GoodSite(
            "the same with a line for each user",
            client((1...200).map { "u\($0) -rw,nosuid,nodev head:/home/u\($0)" }.joined(separator: "\n"))
                + "# /etc/passwd\nroot:x:0:0:root:/root:/bin/bash\n"
                + (1...200).map { "u\($0):x:\(20_000 + $0):100::/home/u\($0):/bin/bash\n" }.joined(),
            ["/root", "/usr/bin", "/home"]
        ),
        GoodSite(
            "OpenHPC maps by drop-ins",
            """
            # /etc/auto.master
            +dir:/etc/auto.master.d
            # /etc/auto.master.d/home.autofs
            /home /etc/auto.home
            # /etc/auto.master.d/ohpc.autofs
            /opt/ohpc/pub /etc/auto.ohpc
            # /etc/auto.master.d/spack.autofs
            /opt/spack /etc/auto.spack
            # /etc/auto.home
            * -nfsvers=4,nosuid,nodev 198.51.100.10:/home/&
            # /etc/auto.ohpc
            * -nfsvers=4 198.51.100.10:/opt/ohpc/pub/&
            # /etc/auto.spack
            * -nfsvers=4 198.51.100.10:/opt/spack/&

            """
        ),
        GoodSite(
            "a head node with exports for two networks",
            exports(
                "/home 10.1.0.0/16(rw,sync,no_subtree_check)\n/opt/ohpc/pub 10.1.0.0/16(ro,sync,no_subtree_check)"
            ),
            ["/home", "/opt/ohpc/pub"]
        ),
        GoodSite(
            "scratch on a parallel file system beside homes over NFS",
            client("* -rw,nosuid,nodev head:/home/&")
                + "# /etc/fstab\n/dev/sda1 / ext4 defaults 0 1\nmgs@tcp:/scratch /scratch lustre defaults,_netdev 0 0\n",
            ["/scratch"]
        ),
        GoodSite(
            "a local administrator outside the mount point",
            client("* -rw,nosuid,nodev head:/home/&")
                + "# /etc/passwd\nroot:x:0:0:root:/root:/bin/bash\nadm1:x:1001:1001::/localhome/adm1:/bin/bash\n",
            ["/root", "/localhome/adm1"]
        ),
    ]

    private static let laboratories = [
        GoodSite(
            "shares of Windows servers",
            "# /etc/auto.master\n/win /etc/auto.win\n"
                + "# /etc/auto.win\nshare -fstype=cifs,rw,credentials=/etc/win.cred ://files.example.org/share\n"
        ),
        GoodSite(
            "a wildcard of Windows shares with the user's name",
            "# /etc/auto.master\n/win /etc/auto.win\n"
                + "# /etc/auto.win\n* -fstype=cifs,sec=krb5,multiuser,cruid=$UID ://files.example.org/&\n"
        ),
        GoodSite(
            "sshfs for one machine",
            "# /etc/auto.master\n/remote /etc/auto.ssh\n"
                + "# /etc/auto.ssh\nbox -fstype=fuse,rw,allow_other :sshfs\\#ann@box.example.org\\:/data\n"
        ),
        GoodSite(
            "binds of local directories",
            "# /etc/auto.master\n/links /etc/auto.links\n# /etc/auto.links\nsrc -fstype=bind :/usr/src\n"
        ),
        GoodSite(
            "students and staff below /home",
            """
            # /etc/auto.master
            /home/students /etc/auto.students
            /home/staff /etc/auto.staff
            # /etc/auto.students
            * -rw,nosuid,nodev nfs1.example.org:/students/&
            # /etc/auto.staff
            * -rw,nosuid,nodev nfs2.example.org:/staff/&

            """
        ),
        GoodSite(
            "Samba users in a checkout",
            client("* -rw,nosuid,nodev nfs.example.org:/home/&")
                + "# /etc/passwd\nroot:x:0:0:root:/root:/bin/bash\nann:x:1501:100::/home/ann:/bin/bash\n"
        ),
        GoodSite(
            "a key with a blank in quotes",
            client("\"ann b\" -rw,nosuid,nodev nfs.example.org:\"/home/ann b\"")
        ),
    ]

    private static func client(_ map: String) -> String {
        "# /etc/auto.master\n/home /etc/auto.home\n# /etc/auto.home\n\(map)\n"
    }

    private static func exports(_ table: String) -> String { "# /etc/exports\n\(table)\n" }
}
