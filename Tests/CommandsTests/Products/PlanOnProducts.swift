import Foundation
import Testing

/// Runs `autohome plan` on an NFS server whose configuration says nothing about LDAP but what is given.
///
/// - Parameter directory: The lines of `[directory]`.
/// - Returns: The plan as JSON.
/// - Throws: If a file cannot be written or the program cannot be started.
func plan(fromDirectory directory: String) async throws -> Autohome.Result {
    let configuration = """
        [directory]
        \(directory)
        [homes]
        root = "/srv/home"
        [exports]
        clients = ["10.0.0.0/8"]
        [automount]
        server = "nfs.example.org"

        """
    let files = ["etc/autohome/autohome.toml": configuration, "etc/skel/.profile": "umask 077\n"]
    var result: Autohome.Result?
    try await TemporaryRoot.with(files) { root in
        try FileManager.default.createDirectory(
            atPath: "\(root.path)/srv/home",
            withIntermediateDirectories: true
        )
        let accepted = try await Autohome.run(["home", "accept-root", "--root", root.path])
        #expect(accepted.status == 0, "\(accepted)")
        result = try await Autohome.run(["plan", "--format", "json", "--root", root.path])
    }
    return try #require(result)
}

extension Autohome.Result {
    /// The new homes of a plan, such as `alice 10001:10000`.
    func newHomes() throws -> [String] {
        let homes = try #require(try json()["homes"] as? [[String: Any]])
        return homes.map { "\($0["name"] ?? "") \($0["uidNumber"] ?? ""):\($0["gidNumber"] ?? "")" }
    }

    /// The DNs of the entries that a plan refuses.
    func refusedDNs() throws -> [String] {
        let refused = try #require(try json()["refused"] as? [[String: Any]])
        return refused.compactMap { $0["dn"] as? String }
    }
}
