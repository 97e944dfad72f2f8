import Testing

/// Exports with `mountpoint=` of a machine below a root, whose file systems are not mounted there.
@Suite struct `Exports with mountpoint below a root` {
    private static let bare = "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n"
    private static let mounted = bare + "2 1 0:40 / /tank/home rw - zfs tank/home rw\n"

    private func ask(_ root: TemporaryRoot, _ arguments: String...) async throws -> Autohome.Result {
        try await Autohome.run(["exports", "--root", root.path, "--client", "10.1.2.3"] + arguments)
    }

    @Test(arguments: [
        "/tank/home 10.1.0.0/16(rw,mountpoint,crossmnt)\n", "/tank/home *(rw,mp)\n",
        "/tank/home/a *(rw,mp=/tank/home)\n", "/tank/home *(mountpoint=/tank/home)\n",
    ])
    func `are served on condition if nothing shows the mounts of the machine`(table: String) async throws {
        try await TemporaryRoot.with(["etc/exports": table]) { root in
            let result = try await ask(root)
            #expect(result.status == 0, "\(result)")
            let condition = "provided that a file system is mounted on /tank/home (mountpoint=)"
            #expect(result.output.contains(condition), "\(result)")
            #expect(!result.output.contains("nothing"), "\(result)")
            let json = try await ask(root, "--format", "json").json()
            let served = try #require(json["serves"] as? [[String: Any]])
            #expect(served.map { $0["ifMounted"] as? String } == ["/tank/home"])
            #expect((json["refuses"] as? [Any])?.isEmpty == true)
            #expect(json["exitStatus"] as? Int == 0)
        }
    }

    @Test(arguments: [(mounted, 0), (bare, 1)])
    func `are served or refused as the mountinfo of the machine shows`(mounts: String, status: Int)
        async throws
    {
        let files = [
            "etc/exports": "/tank/home *(rw,mp)\n", "proc/self/mountinfo": mounts, "tank/home/a": "",
        ]
        try await TemporaryRoot.with(files) { root in
            let result = try await ask(root)
            #expect(Int(result.status) == status, "\(result)")
            #expect(result.output.contains("not a mount point (mountpoint=)") == (status == 1), "\(result)")
            #expect(!result.output.contains("provided that"), "\(result)")
        }
    }

    @Test(arguments: ["/tank/home *(rw,mp=/other)\n", "/tank/home *(rw)\n"])
    func `still fail for a missing directory that no mount can bring`(table: String) async throws {
        try await TemporaryRoot.with(["etc/exports": table]) { root in
            let result = try await ask(root)
            #expect(result.status == 1, "\(result)")
        }
    }

    @Test func `need no mount if they have no such option`() async throws {
        try await TemporaryRoot.with(["etc/exports": "/tank/home *(rw)\n", "tank/home/a": ""]) { root in
            let result = try await ask(root)
            #expect(result.status == 0, "\(result)")
            #expect(!result.output.contains("mountpoint="), "\(result)")
        }
    }
}
