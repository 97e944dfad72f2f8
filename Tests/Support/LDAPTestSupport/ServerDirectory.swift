import Foundation

/// The temporary directory of a server, which only its owner can enter.
struct ServerDirectory: Sendable {
    let url: URL

    var path: String { url.path }

    /// Makes a directory with a name of its own.
    ///
    /// - Parameter prefix: How the name begins.
    /// - Throws: If the directory cannot be made.
    init(prefix: String) throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("\(prefix)-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: url,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// The path of a file in the directory.
    func path(_ name: String) -> String {
        url.appendingPathComponent(name).path
    }

    /// Makes directories in the directory.
    func makeDirectories(_ names: [String]) throws {
        for name in names {
            try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
        }
    }

    /// Writes a file.
    ///
    /// - Returns: The path of the file.
    @discardableResult func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: url.appendingPathComponent(name))
        return path(name)
    }

    /// Writes a file that only its owner can read.
    ///
    /// - Returns: The path of the file.
    func writeSecret(_ text: String, to name: String) throws -> String {
        let file = try write(text, to: name)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        return file
    }

    /// The text of a file; empty if it cannot be read.
    func read(_ name: String) -> String {
        (try? String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)) ?? ""
    }

    /// Runs a command to its end, and throws if it fails.
    func run(_ arguments: String...) async throws {
        try await run(arguments)
    }

    /// Runs a command to its end, and throws if it fails.
    func run(_ arguments: [String]) async throws {
        try await TestCommand(arguments: arguments).run(in: url)
    }

    /// Changes entries with ldapmodify(1), by a simple bind.
    func modify(_ ldif: String, uri: String, dn: String, password: String) async throws {
        let file = try write(ldif, to: "change-\(UUID().uuidString).ldif")
        let authority = "LDAPTLS_CACERT=\(path("ca.pem"))"
        try await run("env", authority, "ldapmodify", "-x", "-H", uri, "-D", dn, "-w", password, "-f", file)
    }

    func remove() {
        try? FileManager.default.removeItem(at: url)
    }
}
