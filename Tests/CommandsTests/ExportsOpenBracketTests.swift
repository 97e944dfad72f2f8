import Testing

/// What `autohome exports` says where the server's answer depends on bytes in memory.
@Suite struct `Open brackets in exports` {
    private static let files = [
        "etc/exports": "/s [fc00(rw,no_subtree_check) node[1-3(rw,no_subtree_check)\n/t 192.0.2.2(ro)\n",
        "etc/hosts": "192.0.2.6 f\n192.0.2.1 node1\n192.0.2.2 node2\n192.0.2.3 web\n", "s/a": "", "t/a": "",
    ]

    private func ask(_ root: TemporaryRoot, _ arguments: String...) async throws -> Autohome.Result {
        try await Autohome.run(["exports", "--root", root.path] + arguments)
    }

    @Test(arguments: ["192.0.2.6", "192.0.2.1"])
    func `make exports end with 2 for a client that only they decide about`(client: String) async throws {
        try await TemporaryRoot.with(Self.files) { root in
            let result = try await ask(root, "--client", client)
            #expect(result.status == 2, "\(result)")
            #expect(result.output.contains("/s  unknown\n"), "\(result)")
            #expect(result.output.contains("is not closed: it cannot be predicted"), "\(result)")
            let json = try await ask(root, "--client", client, "--format", "json").json()
            #expect((json["unknown"] as? [[String: Any]])?.map { $0["path"] as? String } == ["/s"])
            #expect((json["refuses"] as? [[String: Any]])?.map { $0["path"] as? String } == ["/t"])
        }
    }

    @Test(arguments: [("192.0.2.2", 0), ("192.0.2.3", 1)])
    func `do not change the status for other clients`(client: String, status: Int) async throws {
        try await TemporaryRoot.with(Self.files) { root in
            let result = try await ask(root, "--client", client)
            #expect(Int(result.status) == status, "\(result)")
        }
    }
}
