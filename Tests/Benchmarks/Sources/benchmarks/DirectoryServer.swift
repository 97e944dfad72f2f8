import Glibc

/// slapd with many accounts, on a socket in a temporary directory.
struct DirectoryServer {
    static let base = "dc=example,dc=org"

    let uri: String
    private let process: pid_t

    /// Loads accounts into a new database, and starts slapd on it.
    init(accounts: Int, in directory: TemporaryDirectory) throws {
        let place = directory.appending("slapd")
        for name in ["", "/config", "/data"] where mkdir(place + name, 0o700) != 0 {
            throw Failure(errno: errno, place + name)
        }
        let configuration = place + "/config.ldif"
        try Self.write([Self.configuration(in: place)], to: configuration)
        let data = place + "/data.ldif"
        try Self.write(Self.entries(accounts), to: data)
        for (number, file) in [("0", configuration), ("1", data)] {
            let load = ["slapadd", "-q", "-n", number, "-F", place + "/config", "-l", file]
            let run = try Measurement.of(load, output: place + "/log")
            guard run.status == 0 else { throw Failure("slapadd ended with \(run.status); see \(place)/log") }
        }
        unlink(data)
        let socket = place + "/ldapi"
        uri =
            "ldapi://"
            + socket.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "%2F")
        process = try Self.start(["slapd", "-d", "0", "-F", place + "/config", "-h", uri])
        for _ in 0..<600 where access(socket, F_OK) != 0 { usleep(50_000) }
        guard access(socket, F_OK) == 0 else { throw Failure("slapd does not listen on \(socket)") }
    }

    /// Ends slapd.
    func stop() {
        kill(process, SIGTERM)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    private static func start(_ arguments: [String]) throws -> pid_t {
        var words = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        let code = posix_spawnp(&child, arguments[0], nil, nil, &words, environ)
        guard code == 0 else { throw Failure(errno: code, arguments[0]) }
        return child
    }

    private static func write(_ texts: some Sequence<String>, to path: String) throws {
        guard let file = fopen(path, "w") else { throw Failure(errno: errno, path) }
        for text in texts { fputs(text, file) }
        guard fclose(file) == 0 else { throw Failure(errno: errno, path) }
    }

    private static func entries(_ count: Int) -> some Sequence<String> {
        let top = """
            dn: \(base)
            objectClass: dcObject
            objectClass: organization
            o: Example
            dc: example

            dn: ou=people,\(base)
            objectClass: organizationalUnit
            ou: people


            """
        return (-1..<count).lazy.map { $0 < 0 ? top : account($0) }
    }

    private static func account(_ number: Int) -> String {
        let name = "user" + String(String(10_000_000 + number).dropFirst())
        return """
            dn: uid=\(name),ou=people,\(base)
            objectClass: account
            objectClass: posixAccount
            uid: \(name)
            cn: User \(number)
            uidNumber: \(100_000 + number)
            gidNumber: 100
            homeDirectory: /home/\(name)
            loginShell: /bin/bash


            """
    }

    private static func configuration(in place: String) -> String {
        """
        dn: cn=config
        objectClass: olcGlobal
        cn: config

        dn: cn=module{0},cn=config
        objectClass: olcModuleList
        cn: module{0}
        olcModulePath: /usr/lib/ldap
        olcModuleLoad: back_mdb
        olcModuleLoad: syncprov

        dn: cn=schema,cn=config
        objectClass: olcSchemaConfig
        cn: schema

        include: file:///etc/ldap/schema/core.ldif
        include: file:///etc/ldap/schema/cosine.ldif
        include: file:///etc/ldap/schema/nis.ldif

        dn: olcDatabase={1}mdb,cn=config
        objectClass: olcDatabaseConfig
        objectClass: olcMdbConfig
        olcDatabase: {1}mdb
        olcSuffix: \(base)
        olcDbDirectory: \(place)/data
        olcDbMaxSize: 4294967296
        olcDbNoSync: TRUE
        olcSizeLimit: unlimited
        olcTimeLimit: unlimited
        olcDbIndex: objectClass,uid,entryUUID,entryCSN eq

        dn: olcOverlay={0}syncprov,olcDatabase={1}mdb,cn=config
        objectClass: olcOverlayConfig
        objectClass: olcSyncProvConfig
        olcOverlay: {0}syncprov

        """
    }
}
