import SiteCheck
import SourceText
import Testing

/// Machines with common default files, for which `check` must report nothing above a note.
@Suite struct `An ordinary site has no finding` {
    private static let debianMaster = """
        # /etc/auto.master
        #/misc\t/etc/auto.misc
        +dir:/etc/auto.master.d
        +auto.master
        # /etc/auto.master.d/README
        text
        # /etc/autofs.conf
        [ autofs ]
        timeout = 300
        browse_mode = no

        """
    private static let nameService = """
        # /etc/nsswitch.conf
        passwd:         files systemd sss
        hosts:          files dns
        automount:      files sss

        """
    private static let accounts = """
        # /etc/passwd
        root:x:0:0:root:/root:/bin/bash
        daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
        sync:x:4:65534:sync:/bin:/bin/sync
        nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin

        """
    private static let system = """
        # /proc/self/mountinfo
        22 27 0:21 / /proc rw,relatime - proc proc rw
        23 27 0:22 / /sys rw,relatime - sysfs sysfs rw
        24 27 0:5 / /dev rw,relatime - devtmpfs udev rw
        25 24 0:24 / /dev/pts rw,relatime - devpts devpts rw
        26 27 0:25 / /run rw,nosuid - tmpfs tmpfs rw
        27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        28 27 8:2 / /srv/home rw,relatime shared:2 - xfs /dev/sdb1 rw
        # /etc/fstab
        # <file system> <mount point> <type> <options> <dump> <pass>
        UUID=0a1b2c3d-0000-4000-8000-000000000000 / ext4 errors=remount-ro 0 1
        UUID=0a1b2c3d-0000-4000-8000-000000000001 /srv/home xfs defaults 0 2
        UUID=0a1b2c3d-0000-4000-8000-000000000002 none swap sw 0 0
        # /etc/idmapd.conf
        [General]
        Verbosity = 0
        # Domain = localdomain
        # /etc/nfs.conf
        [general]
        pipefs-directory=/run/rpc_pipefs
        [mountd]
        manage-gids=y
        # /etc/pam.d/common-session
        session required pam_unix.so
        # session optional pam_mkhomedir.so

        """
    private static let server = """
        # /etc/hostname
        nfs
        # /etc/hosts
        127.0.0.1 localhost
        127.0.1.1 nfs.ex.com nfs
        # /etc/exports
        # /srv/homes hostname1(rw,sync,no_subtree_check)
        /srv/home 10.0.0.0/8(rw,no_subtree_check)
        # /var/lib/nfs/etab

        """
    private static let client = """
        # /etc/hostname
        ws1
        # /etc/auto.master
        /net -hosts
        /home /etc/auto.home --timeout=300
        +dir:/etc/auto.master.d
        +auto.master
        # /etc/auto.home
        * -rw,nosuid,nodev nfs.ex.com:/srv/home/&

        """

    @Test(arguments: [
        debianMaster + nameService + accounts + system + server,
        debianMaster + nameService + accounts + system + "# /etc/exports\n",
        client + nameService + accounts + system,
        client + nameService + accounts + system + "# /etc/exports\n/scratch *(ro,no_subtree_check)\n",
        server + accounts + client.replacingFirst("ws1", with: "nfs") + nameService + system,
        "", "# /etc/auto.master\n", "# /etc/exports\n", accounts, system,
    ]) func `reports nothing above a note for an ordinary site`(text: String) {
        for kind in [SiteKind.host, .image, .files] {
            var site = ExampleSite(text)
            site.kind = kind
            site.directories.formUnion(["/srv/home", "/scratch", "/usr/sbin"])
            let found = Site(reading: site).reports().flatMap(\.diagnostics).filter {
                $0.severity > .note && !($0.rule.code == "EXP045" && text.contains("/scratch"))
            }
            #expect(found.map { "\($0.rule.code) \($0.message)" } == [])
        }
    }
}

extension String {
    fileprivate func replacingFirst(_ old: String, with new: String) -> String {
        guard let range = firstRange(of: old) else { return self }
        return replacingCharacters(range, new)
    }

    private func replacingCharacters(_ range: Range<Index>, _ new: String) -> String {
        String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
