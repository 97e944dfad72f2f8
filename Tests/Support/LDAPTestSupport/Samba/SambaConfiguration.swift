/// The domain of a Samba server, and its smb.conf.
struct SambaConfiguration {
    static let suffix = "DC=example,DC=org"
    static let administrator = "administrator@example.org"
    static let password = "Correct-Horse-1"

    let directory: ServerDirectory
    let address: String

    /// The command that runs the server in one process.
    var serverCommand: [String] {
        Self.withoutSync + [
            "samba", "--model=single", "--foreground", "--no-process-group", "--debug-stdout",
            "--configfile=\(directory.path("etc/smb.conf"))",
        ]
    }

    /// Nothing needs to survive a crash of the machine (tdb `common/transaction.c: transaction_sync`).
    private static let withoutSync = ["env", "TDB_NO_FSYNC=1"]

    /// Makes the domain, the certificates and smb.conf.
    func make() async throws {
        try await directory.run(
            Self.withoutSync + [
                "samba-tool", "domain", "provision", "--use-rfc2307", "--server-role=dc",
                "--realm=EXAMPLE.ORG", "--domain=EXAMPLE", "--host-name=dc1", "--host-ip=\(address)",
                "--dns-backend=SAMBA_INTERNAL", "--adminpass=\(Self.password)",
                "--targetdir=\(directory.path)",
            ]
        )
        try await TestCertificates(
            directory: directory.url,
            server: ServerCertificate(names: ["IP:\(address)"])
        ).make()
        try directory.makeDirectories(["cache", "run"])
        try directory.write(text, to: "etc/smb.conf")
    }

    /// The smb.conf, with every path below the directory.
    private var text: String {
        """
        [global]
        workgroup = EXAMPLE
        realm = EXAMPLE.ORG
        netbios name = DC1
        server role = active directory domain controller
        server services = ldap
        dcerpc endpoint servers =
        idmap_ldb:use rfc2307 = yes
        interfaces = \(address)/8
        bind interfaces only = yes
        tls cafile = \(directory.path("ca.pem"))
        tls certfile = \(directory.path("server.pem"))
        tls keyfile = \(directory.path("server.key"))
        private dir = \(directory.path("private"))
        lock directory = \(directory.path)
        state directory = \(directory.path("state"))
        cache directory = \(directory.path("cache"))
        binddns dir = \(directory.path("bind-dns"))
        pid directory = \(directory.path("run"))
        ncalrpc dir = \(directory.path("run/ncalrpc"))
        winbindd socket directory = \(directory.path("run/winbindd"))
        ntp signd socket directory = \(directory.path("run/ntp"))
        log file = \(directory.path("samba.log"))
        load printers = no
        disable spoolss = yes

        """
    }
}
