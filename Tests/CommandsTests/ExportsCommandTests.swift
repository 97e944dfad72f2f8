import ConformanceTestSupport
import Foundation
import Testing

/// The text and JSON that `autohome exports` prints about tables and clients.
@Suite struct ExportsCommandTests {
    private func withRoot(
        _ tables: String,
        hosts: String = "",
        netgroups: String = "",
        directories: [String] = ["/srv/home", "/srv/b"],
        _ body: (String) async throws -> Void
    ) async throws {
        let root = FileManager.default.temporaryDirectory
            .appendingPathComponent("root-\(UUID().uuidString.prefix(8))").path
        defer { try? FileManager.default.removeItem(atPath: root) }
        for directory in ["/etc"] + directories {
            try FileManager.default.createDirectory(
                atPath: root + directory,
                withIntermediateDirectories: true
            )
        }
        for (name, text) in ["exports": tables, "hosts": hosts, "netgroup": netgroups] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(root)/etc/\(name)"))
        }
        try await body(root)
    }

    private func run(_ root: String, _ arguments: String...) async throws -> Autohome.Result {
        try await Autohome.run(["exports", "--root", root] + arguments)
    }

    @Test func `lists each export with path, client, options, file and line`() async throws {
        let tables =
            "# homes\n/srv/home 10.0.0.0/8(rw,sec=krb5p,no_subtree_check) \\\n  *(ro,crossmnt)\n/srv/b\n"
        try await withRoot(tables) { root in
            let result = try await run(root)
            #expect(result.status == 0, "\(result)")
            #expect(
                result.output == """
                    /srv/home  10.0.0.0/8  sync,sec=krb5p,rw,root_squash         /etc/exports:2
                    /srv/home  *           sync,crossmnt,sec=sys,ro,root_squash  /etc/exports:3
                    /srv/b     (everyone)  sync,sec=sys,ro,root_squash           /etc/exports:4

                    """
            )
        }
    }

    @Test func `explains for a client which exports match and why others do not`() async throws {
        let tables = """
            /srv *(ro,crossmnt)
            /srv/home *(ro) @staff(rw) 192.0.2.0/24(rw) 192.0.0.0/8(ro) *.test(rw) other(rw)
            /srv/b 10.0.0.0/8(rw) @staff(rw) @none(ro) 0.0.0.0/0(ro) gss/krb5(ro)
            """
        let hosts = "192.0.2.7 host.test host\n192.0.2.8 other.test other\n"
        try await withRoot(tables + "\n", hosts: hosts, netgroups: "staff (host,,)\nnone (x,,)\n") { root in
            let result = try await run(root, "--client", "host")
            #expect(result.status == 0, "\(result)")
            #expect(
                result.output == """
                    192.0.2.7 (host.test, host)
                      /srv  *  sync,crossmnt,sec=sys,ro,root_squash  /etc/exports:1
                          because the path is exported to everyone
                      /srv/home  192.0.2.0/24  sync,sec=sys,rw,root_squash  /etc/exports:2
                          because 192.0.2.7 is in the subnet 192.0.2.0/24
                          not 192.0.0.0/8 (/etc/exports:2): it also matches, but the first subnet wins, not the smallest
                          not *.test (/etc/exports:2): it also matches, but a subnet always takes precedence over a wildcard
                          not @staff (/etc/exports:2): it also matches, but a subnet always takes precedence over a netgroup
                          not * (/etc/exports:2): it also matches, but a subnet always takes precedence over everyone (*)
                          not /srv * (/etc/exports:1): it also covers the path (crossmnt), but the longer path wins
                          not other.test (/etc/exports:2): the address does not belong to this host
                      /srv/b  @staff  sync,sec=sys,rw,root_squash  /etc/exports:3
                          because host is in the netgroup @staff
                          not /srv * (/etc/exports:1): it also covers the path (crossmnt), but the longer path wins
                          not 10.0.0.0/8 (/etc/exports:3): the address is outside this subnet
                          not 0.0.0.0/0 (/etc/exports:3): rpc.mountd treats the prefix length 0 as 32, so the address does not match
                          not @none (/etc/exports:3): none of these is in the netgroup: host.test, host, 192.0.2.7
                          not gss/krb5 (/etc/exports:3): gss/… never matches an address; use sec=
                      NFSv4 uses the same paths

                    """
            )
            let nameless = try await run(root, "--client", "198.51.100.1", "--path", "/srv/b/deep")
            #expect(nameless.output.contains("198.51.100.1 (no reverse name)\n  /srv/b/deep  *  "))
            #expect(
                nameless.output.contains(
                    "because /srv also covers everything below it (crossmnt), and the path is exported"
                )
            )
        }
    }

    @Test(arguments: [
        ("192.0.2.7", "NFSv4: /srv is the root (fsid=0)\n      /srv as /\n      /srv/home as /home\n"),
        (
            "198.51.100.1",
            "NFSv4 cannot reach any of these: its root (fsid=0) is /srv, which is not exported to this host\n"
        ),
    ])
    func `shows the NFSv4 paths that follow from an fsid=0 root`(address: String, text: String) async throws {
        let tables = "/srv 192.0.2.0/24(ro,fsid=0)\n/srv/home *(rw)\n/other *(ro)\n"
        try await withRoot(tables, directories: ["/srv/home", "/other"]) { root in
            let result = try await run(root, "--client", address)
            #expect(result.output.contains(text), "\(result)")
            let json = try await run(root, "--client", address, "--format", "json").json()
            let served = try #require(json["serves"] as? [[String: Any]])
            let other = try #require(served.first { $0["path"] as? String == "/other" })
            #expect(other["nfs4Path"] is NSNull)
        }
    }

    @Test func `refuses an unmounted export with mp, without falling back to another`() async throws {
        try await withRoot("/srv/home 192.0.2.7(rw,mp) *(ro)\n", directories: ["/srv/home", "/proc/self"]) {
            root in
            try Data("1 0 8:1 / / rw - ext4 /dev/sda1 rw\n".utf8)
                .write(to: URL(fileURLWithPath: "\(root)/proc/self/mountinfo"))
            let result = try await run(root, "--client", "192.0.2.7")
            #expect(result.status == 1)
            #expect(
                result.output.contains("/srv/home is currently not a mount point (mountpoint=)"),
                "\(result)"
            )
        }
    }

    @Test func `shows both exports for a host whose addresses match different entries`() async throws {
        let hosts = "192.0.2.7 multi.test\n198.51.100.7 multi.test\n203.0.113.7 multi.test\n"
        try await withRoot("/srv/home 192.0.2.0/24(rw) *(ro)\n", hosts: hosts) { root in
            let json = try await run(root, "--client", "multi.test", "--format", "json").json()
            let served = try #require(json["serves"] as? [[String: Any]])
            #expect(served.map { $0["client"] as? String } == ["192.0.2.0/24", "*"])
            #expect(
                served.map { $0["addresses"] as? [String] } == [
                    ["192.0.2.7"], ["198.51.100.7", "203.0.113.7"],
                ]
            )
        }
    }

    @Test func `finds the address of the machine below a root by its host name`() async throws {
        let hosts = "127.0.0.1 localhost\n192.0.2.5 server.test server\n"
        try await withRoot("/srv/home 192.0.2.5(rw)\n", hosts: hosts) { root in
            try Data("# name\n server \n".utf8).write(to: URL(fileURLWithPath: "\(root)/etc/hostname"))
            let itself = try await run(root, "--client", ".")
            #expect(itself.output.hasPrefix("192.0.2.5 (server.test, server)\n"), "\(itself)")
            #expect(itself.status == 0)
            let loopback = try await run(root, "--client", "localhost")
            #expect(loopback.status == 1)
        }
    }

    @Test func `serves nothing to a client whose name does not resolve`() async throws {
        try await withRoot("/srv/home *(rw)\n") { root in
            let result = try await run(root, "--client", "gone.test", "--format", "json")
            #expect(result.status == 1)
            #expect(try result.json()["serves"] as? [String] == [])
            #expect(result.error.contains("\"gone.test\" cannot be resolved"))
        }
    }

    @Test func `escapes invalid UTF-8 and control characters in JSON, and reads them back`() async throws {
        let tables = "/srv/\\377\\303\\251\\303\"\u{FEFF}\u{1B}\u{202E}\u{10FF80}\u{7F}\\\\\\042\" *(ro)\n"
        try await withRoot(tables) { root in
            let result = try await run(root, "--format", "json")
            let obeyed = result.output.unicodeScalars.filter {
                $0 != "\n" && $0.properties.generalCategory == .control
            }
            #expect(obeyed.isEmpty)
            #expect(
                result.output.contains("\"/srv/\\udcffé\\udcc3\\ufeff\\u001b\\u202e\\udbff\\udf80\\u007f")
            )
            let path: [UInt8] = Array("/srv/".utf8) + [0xFF, 0xC3, 0xA9, 0xC3]
            let rest = Array("\u{FEFF}\u{1B}\u{202E}\u{10FF80}\u{7F}\\\\\"".utf8)
            #expect(try ExportsOutput(result.output).exports.map(\.path) == [path + rest])
        }
    }

    @Test func `reports tables missing for exportfs, and fails on a table it cannot read`()
        async throws
    {
        try await withRoot("") { root in
            try FileManager.default.removeItem(atPath: root + "/etc/exports")
            try FileManager.default.createDirectory(
                atPath: root + "/etc/exports.d/d.exports",
                withIntermediateDirectories: true
            )
            let drop = root + "/etc/exports.d/a.exports"
            try FileManager.default.createSymbolicLink(atPath: drop, withDestinationPath: "/nowhere")
            try Data("/srv/b *(ro)\n".utf8).write(to: URL(fileURLWithPath: root + "/etc/exports.d/b.exports"))
            let result = try await run(root, "--format", "json")
            #expect(result.status == 1)
            let json = try result.json()
            #expect(json["missingFiles"] as? [String] == ["/etc/exports", "/etc/exports.d/a.exports"])
            #expect(
                (json["exports"] as? [[String: Any]])?.first?["file"] as? String == "/etc/exports.d/b.exports"
            )
            #expect(try await Autohome.run(command: ["mkfifo", root + "/etc/exports"]).status == 0)
            let unreadable = try await run(root)
            #expect(unreadable.status == 2)
            #expect(unreadable.output.isEmpty)
        }
    }

    @Test(arguments: [["--path", "/srv"], ["--client", ""], ["--client", "h", "--path", "srv"]])
    func `rejects wrong usage of exports with status 64`(arguments: [String]) async throws {
        #expect(try await Autohome.run(["exports"] + arguments).status == 64)
    }
}
