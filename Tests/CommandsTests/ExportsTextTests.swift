import Testing

/// The options in the text of `autohome exports`, with and without what the kernel of the machine says about flavors.
@Suite struct `The text of the exports command` {
    @Test(arguments: [
        ("rw,insecure", nil, "sync,insecure,sec=sys,rw,root_squash"),
        ("rw,insecure", "0x3feff 0xf", "sync,sec=sys,rw,insecure,root_squash"),
        ("rw,insecure,sec=krb5:sys", nil, "sync,insecure,sec=krb5:sys,rw,root_squash"),
        ("rw", nil, "sync,sec=sys,rw,root_squash"), ("rw", "0x3feff 0xf", "sync,sec=sys,rw,root_squash"),
        ("rw,no_root_squash", "0x3feff 0x3", "sync,no_root_squash,sec=sys,rw"),
    ])
    func `shows every unusual option once`(options: String, features: String?, shown: String) async throws {
        var files = ["etc/exports": "/s 192.0.2.1(\(options),no_subtree_check)\n", "s/a": ""]
        files["proc/fs/nfsd/export_features"] = features
        try await TemporaryRoot.with(files) { root in
            let table = try await Autohome.run(["exports", "--root", root.path])
            #expect(table.output == "/s  192.0.2.1  \(shown)  /etc/exports:1\n")
            let answer = try await Autohome.run(["exports", "--root", root.path, "--client", "192.0.2.1"])
            #expect(answer.output.contains("/s  192.0.2.1  \(shown)  /etc/exports:1\n"), "\(answer)")
        }
    }
}
