import Foundation
import LDAPTestSupport
import Testing

/// The files of an NFS server in a temporary directory, for `--root`, and the LDAP server that it reads.
struct TemporarySite {
    /// A user in LDAP.
    struct User {
        var name: String
        var uidNumber: Int
        var home: String?

        var ldif: String {
            """
            dn: cn=\(name.replacing("/", with: "_")) \(uidNumber),dc=example,dc=org
            objectClass: inetOrgPerson
            objectClass: posixAccount
            cn: \(name.replacing("/", with: "_")) \(uidNumber)
            sn: \(name)
            uid: \(name)
            uidNumber: \(uidNumber)
            gidNumber: 100
            homeDirectory: \(home ?? "/home/\(name)")


            """
        }
    }

    let root: String
    let slapd: SlapdServer

    /// Makes a site and an LDAP server with some users, runs the body and removes both.
    static func with(
        _ users: [User],
        ldif: String = "",
        options: SlapdOptions = SlapdOptions(),
        _ body: (TemporarySite) async throws -> Void
    ) async throws {
        var options = options
        options.offersTLS = false
        try await SlapdServer.withServer(ldif: users.map(\.ldif).joined() + ldif, options: options) { slapd in
            let site = TemporarySite(root: slapd.directoryPath + "/server", slapd: slapd)
            for directory in ["etc/autohome", "etc/skel", "srv/home"] {
                try FileManager.default.createDirectory(
                    atPath: "\(site.root)/\(directory)",
                    withIntermediateDirectories: true
                )
            }
            try site.write("etc/skel/.profile", "umask 077\n")
            try site.configure()
            _ = try await site.autohome("home", "accept-root")
            try await body(site)
        }
    }

    /// Writes the configuration, with some of its text replaced.
    func configure(_ changes: [String: String] = [:]) throws {
        var text = """
            [directory]
            uris = ["\(slapd.ldapiURI)"]
            base = "dc=example,dc=org"
            bind = "anonymous"
            [homes]
            root = "/srv/home"
            [exports]
            clients = ["10.0.0.0/8"]
            [automount]
            server = "nfs.example.org"

            """
        for (old, new) in changes { text = text.replacing(old, with: new) }
        try write("etc/autohome/autohome.toml", text)
    }

    /// Runs a subcommand below the root.
    func autohome(_ arguments: String...) async throws -> Autohome.Result {
        try await Autohome.run(arguments + ["--root", root])
    }

    /// Runs a subcommand below the root, and expects its exit status.
    func expect(
        _ status: Int32,
        _ arguments: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let result = try await Autohome.run(arguments + ["--root", root])
        #expect(result.status == status, "\(result)", sourceLocation: sourceLocation)
    }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(root)/\(name)"))
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(name)")), as: UTF8.self)
    }

    /// The names of the homes, including temporary ones.
    func homes() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(root)/srv/home").filter { $0 != ".autohome" }
            .sorted()
    }

    /// The owner, group and mode of a file.
    func owner(of name: String) throws -> [Int] {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(root)/\(name)")
        return [FileAttributeKey.ownerAccountID, .groupOwnerAccountID, .posixPermissions].map {
            (attributes[$0] as? NSNumber)?.intValue ?? -1
        }
    }

    /// Everything below the root that a sync could change: names, owners, modes, times and contents.
    func snapshot() async throws -> String {
        let script =
            "cd \"$1\" && find . -printf '%p %i %U:%G %m %s %T@\\n' | sort && cat etc/exports etc/auto.* || true"
        let result = try await Autohome.run(command: ["sh", "-c", script, "sh", root])
        return result.output
    }
}
