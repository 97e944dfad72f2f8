import Foundation

/// A certificate authority for one test, with a server certificate and a client certificate.
struct TestCertificates {
    let directory: URL
    let server: ServerCertificate

    /// Creates keys and certificates in the directory with openssl.
    func make() async throws {
        try await authority("ca")
        if !server.isTrusted { try await authority("other") }
        try await certificate(
            "server",
            subject: server.subject,
            extensions: server.names.isEmpty ? [] : ["subjectAltName=\(server.names.joined(separator: ","))"],
            validDays: server.validDays,
            issuer: server.isTrusted ? "ca" : "other"
        )
        try await certificate(
            "client",
            subject: "/O=Example/CN=sync",
            extensions: ["extendedKeyUsage=clientAuth"],
            validDays: -1..<2,
            issuer: "ca"
        )
    }

    private func authority(_ name: String) async throws {
        try await openssl(
            [
                "req", "-x509", "-days", "2", "-subj", "/CN=Authority \(name) of a test", "-out",
                path("\(name).pem"),
            ]
                + newKey(name)
        )
    }

    /// Signs with `openssl ca`, because only that takes any dates.
    private func certificate(
        _ name: String,
        subject: String,
        extensions: [String],
        validDays: Range<Int>,
        issuer: String
    ) async throws {
        let configuration = """
            [ca]
            default_ca = authority
            [authority]
            database = \(path("\(name).index"))
            new_certs_dir = \(directory.path)
            rand_serial = yes
            default_md = sha256
            policy = any
            x509_extensions = extensions
            [any]
            organizationName = optional
            commonName = optional
            [extensions]
            basicConstraints = critical,CA:FALSE
            \(extensions.joined(separator: "\n"))

            """
        let file = path("\(name).cnf")
        try Data(configuration.utf8).write(to: URL(fileURLWithPath: file))
        try Data().write(to: URL(fileURLWithPath: path("\(name).index")))
        try await openssl(["req", "-subj", subject, "-out", path("\(name).csr")] + newKey(name))
        try await openssl([
            "ca", "-batch", "-notext", "-config", file, "-in", path("\(name).csr"), "-out",
            path("\(name).pem"),
            "-cert", path("\(issuer).pem"), "-keyfile", path("\(issuer).key"),
            "-startdate", date(validDays.lowerBound), "-enddate", date(validDays.upperBound),
        ])
    }

    private func newKey(_ name: String) -> [String] {
        [
            "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path("\(name).key"),
        ]
    }

    private func openssl(_ arguments: [String]) async throws {
        try await TestCommand(arguments: ["openssl"] + arguments).run(in: directory)
    }

    /// The time in some days, as `openssl ca` reads it: YYYYMMDDHHMMSSZ.
    private func date(_ days: Int) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second],
            from: Date() + TimeInterval(days * 86_400)
        )
        let numbers = [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second]
        return numbers.map { $0 ?? 0 }.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined() + "Z"
    }

    private func path(_ name: String) -> String {
        directory.appendingPathComponent(name).path
    }
}
