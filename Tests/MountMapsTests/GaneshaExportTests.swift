import MountMaps
import Testing

@Suite struct GaneshaExportTests {
    private func export(_ path: String, _ grants: [(String, [String])]) throws(FileEditError) -> GaneshaExport
    {
        try GaneshaExport(
            id: 7,
            try ExportLine(path: path, grants: grants.map { .init(client: $0.0, options: $0.1) })
        )
    }

    @Test func `writes an exports line as a complete EXPORT block for Ganesha`() throws {
        let block = try export(
            "/srv/ho\"me",
            [("@staff", ["ro", "sec=krb5:sys"]), ("10.0.0.0/255.0.0.0", ["rw"])]
        )
        #expect(
            block.text == #"""
                EXPORT {
                    Export_Id = 7;
                    Path = "/srv/ho\"me";
                    Pseudo = "/srv/ho\"me";
                    Protocols = 3, 4;
                    Access_Type = None;
                    FSAL {
                        Name = VFS;
                    }
                    CLIENT {
                        Clients = 10.0.0.0/8;
                        Access_Type = RW;
                        Squash = Root_Squash;
                        SecType = sys;
                        PrivilegedPort = true;
                        Anonymous_Uid = 65534;
                        Anonymous_Gid = 65534;
                    }
                    CLIENT {
                        Clients = @staff;
                        Access_Type = RO;
                        Squash = Root_Squash;
                        SecType = krb5, sys;
                        PrivilegedPort = true;
                        Anonymous_Uid = 65534;
                        Anonymous_Gid = 65534;
                    }
                }

                """#
        )
        #expect(try GaneshaExport.exports(in: block.text + block.text) == [block, block])
    }

    @Test(arguments: ["\"\u{301}", "\\\u{301}", "\"\u{FE0F};", "a\u{301}b"])
    func `escapes a quote followed by a combining mark for Ganesha`(name: String) throws {
        let block = try export("/srv/\(name)", [("a", ["ro"])])
        #expect(try GaneshaExport.exports(in: block.text) == [block])
        let line = block.text.unicodeScalars.split(separator: "\n")[2]
        var isEscaped = false
        let quotes = line.reduce(into: 0) { count, scalar in
            if scalar == "\"", !isEscaped { count += 1 }
            isEscaped = scalar == "\\" && !isEscaped
        }
        #expect(quotes == 2)
    }

    @Test func `groups clients with equal rights in one CLIENT block for Ganesha`() throws {
        let grants = try export(
            "/a",
            [("*", ["ro"]), ("a", ["rw"]), ("b", ["rw", "sync"]), ("c", ["insecure"])]
        ).grants
        #expect(grants.map(\.clients) == [["a", "b"], ["c"], ["*"]])
        #expect(grants.map(\.needsPrivilegedPort) == [true, false, true])
    }

    @Test(arguments: [
        (["no_root_squash"], GaneshaExport.Grant.Squash.none), (["root_squash"], .root),
        (["all_squash"], .all),
        (["no_root_squash", "all_squash"], .all),
    ])
    func `translates squash options for Ganesha`(options: [String], squash: GaneshaExport.Grant.Squash) throws
    {
        #expect(try export("/a", [("b", options)]).grants.map(\.squash) == [squash])
    }

    @Test(arguments: [
        ["async"], ["no_wdelay"], ["crossmnt"], ["fsid=3"], ["no_acl"], ["subtree_check"], ["mp"],
        ["refer=/a@b"],
        ["squash_uids=1-5"], ["pnfs"], ["security_label"], ["nohide"], ["insecure_locks"], ["nordirplus"],
    ])
    func `names an export option that Ganesha does not support`(options: [String]) throws {
        let error = #expect(throws: FileEditError.self) { try export("/a", [("b", options)]) }
        #expect(error?.code == .inexpressible)
        #expect(error?.message.contains("\"\(options[0])\"") == true)
    }

    @Test func `rejects rights that differ between security flavors for Ganesha`() throws {
        let error = #expect(throws: FileEditError.self) {
            try export("/a", [("b", ["sec=krb5", "rw", "sec=sys", "ro"])])
        }
        #expect(error?.message.contains("sec=") == true)
    }

    @Test(arguments: ["gss/krb5", "fe80::1%eth0", "10.0.0.0/255.0.255.0", "a!b"])
    func `names a client that Ganesha does not support`(client: String) throws {
        let error = #expect(throws: FileEditError.self) { try export("/a", [(client, ["ro"])]) }
        #expect(error?.message.contains(client) == true)
    }

    @Test(arguments: [0, -1, 65_536])
    func `rejects an export id outside Ganesha's range`(id: Int) throws {
        let line = try ExportLine(path: "/a", grants: [.init(client: "b", options: [])])
        #expect(throws: FileEditError.self) { try GaneshaExport(id: id, line) }
    }

    @Test(arguments: [
        ("ffff:ff00::", "2001:db00::/24"), ("ffff:ffff:ffff:ffff:8000::", "2001:db00::/65"),
        ("::", "2001:db00::/0"),
    ])
    func `writes IPv6 netmasks as prefix lengths for Ganesha`(mask: String, written: String) throws {
        #expect(try export("/a", [("2001:db00::/\(mask)", ["ro"])]).grants.first?.clients == [written])
    }

    @Test(arguments: [
        "EXPORT", "EXPORT {", "EXPORT { }", "EXPORT { Path = ", "LOG { }", "EXPORT { Path = a, ; }", "}",
        "\"", "EXPORT { X = 1; ",
        "EXPORT { CLIENT { } }", "EXPORT { FSAL { Name = CEPH; } }",
    ])
    func `rejects text that is not a generated Ganesha export`(text: String) {
        #expect(throws: FileEditError.self) { try GaneshaExport.exports(in: text) }
    }
}
