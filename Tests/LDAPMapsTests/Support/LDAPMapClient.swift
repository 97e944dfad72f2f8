import AutomountResolver
import ConformanceTestSupport

/// A client whose maps are in LDAP.
struct LDAPMapClient: MapSource {
    private let files: [String: String]

    /// Describes a client.
    ///
    /// - Parameters:
    ///   - configuration: Additional lines of autofs.conf.
    ///   - master: The master map as a file; nil if it is in LDAP.
    ///   - server: The URI of the LDAP server.
    init(configuration: String, master: String? = nil, server: String = "ldap://127.0.0.1") {
        var files = [
            "/etc/nsswitch.conf": "automount: \(master == nil ? "ldap" : "files")\n",
            "/etc/autofs.conf": """
            [ autofs ]
            master_map_name = auto.master
            ldap_uri = "\(server)"
            search_base = "dc=example,dc=org"
            \(configuration)
            """,
        ]
        files["/etc/auto.master"] = master
        self.files = files
    }

    var resolver: Resolver { Resolver(source: self) }

    func file(at path: String) -> MapFile {
        files[path].map { .file(Array($0.utf8), isExecutable: false) } ?? .missing
    }

    /// Resolves a path with answers that are available at once.
    func resolve(_ path: String, _ ask: (LDAPLookup) -> LDAPOutcome) -> Resolution {
        var resolver = resolver
        return resolver.resolve(path) { answer($0, ask) }
    }

    /// Resolves a path and asks an LDAP server.
    func resolve(_ path: String, asking ask: (LDAPLookup) async -> LDAPOutcome) async -> Resolution {
        var resolver = resolver
        while true {
            let resolution = resolver.resolve(path)
            guard let question = resolution.openQuestions.first, case .ldap(let lookup) = question else {
                return resolution
            }
            resolver.learn([question: .ldap(await ask(lookup))])
        }
    }

    func answer(_ question: MapQuestion, _ ask: (LDAPLookup) -> LDAPOutcome) -> MapAnswer {
        guard case .ldap(let lookup) = question else { return .program(.notRun) }
        return .ldap(ask(lookup))
    }
}
