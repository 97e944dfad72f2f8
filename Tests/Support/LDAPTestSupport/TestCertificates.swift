import Foundation

/// A certificate authority for one test, with a server certificate for 127.0.0.1 and a client certificate.
struct TestCertificates {
    let directory: URL

    /// Creates keys and certificates in the directory with openssl.
    func make() async throws {
        try await certificate("ca", subject: "/CN=Authority of a test", extensions: [], issuer: [])
        let issuer = ["-CA", path("ca.pem"), "-CAkey", path("ca.key")]
        try await certificate(
            "server",
            subject: "/O=Example/CN=server",
            extensions: ["subjectAltName=IP:127.0.0.1"],
            issuer: issuer
        )
        try await certificate(
            "client",
            subject: "/O=Example/CN=sync",
            extensions: ["extendedKeyUsage=clientAuth"],
            issuer: issuer
        )
    }

    private func certificate(
        _ name: String,
        subject: String,
        extensions: [String],
        issuer: [String]
    ) async throws {
        var arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        ]
        arguments += [
            "-days", "2", "-subj", subject, "-keyout", path("\(name).key"), "-out", path("\(name).pem"),
        ]
        if !issuer.isEmpty { arguments += ["-addext", "basicConstraints=critical,CA:FALSE"] }
        for text in extensions { arguments += ["-addext", text] }
        try await TestCommand(arguments: arguments + issuer).run(in: directory)
    }

    private func path(_ name: String) -> String {
        directory.appendingPathComponent(name).path
    }
}
