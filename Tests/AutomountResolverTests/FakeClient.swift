import AutomountResolver

/// A client whose files are given in the test.
struct FakeClient: MapSource {
    let files: [String: String]
    /// The paths of the files that may be run.
    var programs: Set<String> = []
    /// The answers for paths without an entry in `files`: directories, unreadable files.
    var others: [String: MapFile] = [:]
    /// The texts of symbolic links, by path.
    var links: [String: String] = [:]

    func file(at path: String) -> MapFile {
        guard let text = files[path] else { return others[path] ?? .missing }
        return .file(Array(text.utf8), isExecutable: programs.contains(path))
    }

    func names(inDirectory path: String) -> [String]? {
        let inside = files.keys.filter { $0.hasPrefix(path + "/") }.map {
            String($0.dropFirst(path.count + 1))
        }
        return inside.isEmpty ? nil : inside.filter { !$0.contains("/") }
    }

    func link(at path: String) -> String? { links[path] }

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
