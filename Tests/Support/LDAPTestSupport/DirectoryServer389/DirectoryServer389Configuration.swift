import Foundation

/// The files that ns-slapd needs before it can start.
struct DirectoryServer389Configuration {
    static let suffix = "dc=example,dc=org"
    static let rootDN = "cn=Directory Manager"
    static let rootPassword = "correct horse"
    static let database = "userRoot"
    static let port = 3_890
    static let tlsPort = 6_360
    private static let templates = "/usr/share/dirsrv/data/"

    let directory: ServerDirectory
    let address: String
    /// Settings of `cn=config` that differ from the template.
    let settings: [String: String]

    /// Makes the files.
    func make() async throws {
        try directory.makeDirectories(["config/schema", "database", "log-files", "run"])
        for name in ["schema/99user.ldif", "config/slapd-collations.conf", "config/certmap.conf"] {
            let place = name.hasPrefix("schema") ? "config/\(name)" : name
            try FileManager.default.copyItem(atPath: "/etc/dirsrv/\(name)", toPath: directory.path(place))
        }
        try directory.write(try text(), to: "config/dse.ldif")
        try await makeCertificates()
    }

    /// The entries of `cn=config`, from the server's own templates (lib389 `instance/setup.py: _install_ds`).
    private func text() throws -> String {
        var text = try ["template-dse.ldif", "template-suffix-db.ldif"]
            .map { try String(contentsOfFile: Self.templates + $0, encoding: .utf8) }
            .joined()
        for (name, value) in values { text = text.replacing("%\(name)%", with: value) }
        // The first entry of the template is cn=config.
        return text.replacing("\ncn: config\n", with: "\ncn: config\n" + added, maxReplacements: 1)
    }

    private var values: [String: String] {
        [
            "schema_dir": directory.path("config/schema"), "cert_dir": directory.path("config"),
            "config_dir": directory.path("config"), "log_dir": directory.path("log-files"),
            "db_dir": directory.path("database"), "db_home_dir": directory.path("database"),
            "lock_dir": directory.path("run"), "run_dir": directory.path("run"),
            "tmp_dir": directory.path("run"), "ldif_dir": directory.path("run"),
            "bak_dir": directory.path("run"), "inst_dir": directory.path("run"),
            "db_lib": "bdb", "fqdn": "localhost", "ds_port": "\(Self.port)", "ds_user": NSUserName(),
            "rootdn": Self.rootDN, "ds_passwd": "{CLEAR}" + Self.rootPassword,
            "ldapi_enabled": "on", "ldapi": directory.path("ldapi"), "ldapi_autobind": "on",
            "ds_suffix": Self.suffix, "ds_bename": Self.database,
        ]
    }

    private var added: String {
        let tls = [
            "nsslapd-listenhost": address, "nsslapd-securelistenhost": address,
            "nsslapd-security": "on", "nsslapd-securePort": "\(Self.tlsPort)",
        ]
        return tls.merging(settings) { $1 }.map { "\($0): \($1)\n" }.joined()
    }

    /// Puts a certificate into the NSS database where the server looks for it.
    private func makeCertificates() async throws {
        try await TestCertificates(
            directory: directory.url,
            server: ServerCertificate(names: ["IP:\(address)"])
        ).make()
        let database = directory.path("config")
        try await directory.run("certutil", "-N", "-d", database, "--empty-password")
        try await directory.run(
            "certutil",
            "-A",
            "-d",
            database,
            "-n",
            "CA",
            "-t",
            "CT,,",
            "-i",
            directory.path("ca.pem")
        )
        try await directory.run([
            "openssl", "pkcs12", "-export", "-in", directory.path("server.pem"),
            "-inkey", directory.path("server.key"), "-name", "Server-Cert", "-passout", "pass:",
            "-out", directory.path("server.p12"),
        ])
        try await directory.run("pk12util", "-i", directory.path("server.p12"), "-d", database, "-W", "")
    }
}
