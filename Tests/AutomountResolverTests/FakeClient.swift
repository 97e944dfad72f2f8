import AutomountResolver

/// A client whose files are given in the test.
struct FakeClient: MapSource {
    let files: [String: String]

    func file(at path: String) -> MapFile {
        files[path].map { .file(Array($0.utf8), isExecutable: false) } ?? .missing
    }

    /// Resolves a path on a client with an indirect map at `/home`.
    static func resolve(_ path: String, home: String, master: String = "") -> Resolution {
        let files = [
            "/etc/auto.master": "/home /etc/auto.home\n" + master,
            "/etc/auto.home": home,
        ]
        var resolver = Resolver(source: FakeClient(files: files))
        return resolver.explain(path)
    }
}
