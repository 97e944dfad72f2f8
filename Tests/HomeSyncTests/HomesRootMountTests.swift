import HostFiles
import Testing

@testable import HomeSync

@Suite struct HomesRootMountTests {
    private static let disk = "20 1 8:1 / / rw - ext4 /dev/sda1 rw\n"

    private func objection(_ mounts: String, at path: String = "/srv/home") -> String? {
        let mount = HomesRootMount(table: MountTable(Array((Self.disk + mounts).utf8)), shown: "/srv/home")
        let bytes = Array(path.utf8)
        return mount.automounterObjection(at: bytes)
            ?? mount.serverObjection(on: mount.table.mount(holding: bytes))
    }

    @Test(arguments: [
        ("21 20 0:40 / /srv/home rw - autofs /etc/auto.home rw,indirect\n", "lies on /srv/home"),
        ("21 20 0:40 / /srv rw - autofs /etc/auto.srv rw,indirect\n", "lies on /srv, where"),
        (
            "21 20 0:40 / /srv/home rw - autofs map rw,direct\n22 21 8:2 / /srv/home rw - ext4 /dev/sdb rw\n",
            "map"
        ),
        ("21 20 0:40 / /srv/home rw - nfs4 nfs:/srv/home rw\n", "mounted by NFS from nfs:/srv/home"),
        ("21 20 0:40 / /srv rw - nfs nas:/vol/1 rw\n", "run autohome on the file server"),
    ])
    func `makes no homes where automount or another file server is in charge`(mounts: String, message: String)
    {
        #expect(objection(mounts)?.contains(message) == true)
    }

    @Test(arguments: [
        "",
        "21 20 8:2 / /srv/home rw - xfs /dev/sdb1 rw\n",
        "21 20 0:40 / /home rw - autofs /etc/auto.home rw,indirect\n",
        "21 20 0:40 / /srv/homes rw - autofs /etc/auto.homes rw,indirect\n",
        "21 20 0:40 / /srv/home/projects rw - autofs /etc/auto.projects rw,indirect\n",
        "21 20 0:40 / /srv/home/nas rw - nfs4 nas:/vol/1 rw\n",
        "21 20 0:40 / /srv rw - nfs4 nas:/srv rw\n22 21 8:2 / /srv/home rw - ext4 /dev/sdb1 rw\n",
        "21 20 0:40 / /srv/home rw - autofs systemd-1 rw,direct\n22 21 8:2 / /srv/home rw - ext4 /dev/sdb1 rw\n",
    ])
    func `makes homes on a disk of this machine`(mounts: String) {
        #expect(objection(mounts) == nil)
    }
}
