import Foundation

/// The cn=config database for the slapd of a test, as LDIF for slapadd.
struct SlapdConfiguration {
    let options: SlapdOptions
    let directory: URL
    let rootPassword: String

    /// The directory with the schemas of this package.
    static let packageSchemas = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Schemas")

    /// The whole configuration.
    var ldif: String {
        [global, modules, schemas, configDatabase, database, overlay].filter { !$0.isEmpty }
            .joined(separator: "\n\n") + "\n"
    }

    private var global: String {
        var lines = ["dn: cn=config", "objectClass: olcGlobal", "cn: config"]
        lines.append("olcPidFile: \(path("slapd.pid"))")
        if options.offersTLS {
            lines.append("olcTLSCACertificateFile: \(path("ca.pem"))")
            lines.append("olcTLSCertificateFile: \(path("server.pem"))")
            lines.append("olcTLSCertificateKeyFile: \(path("server.key"))")
            lines.append("olcTLSVerifyClient: \(options.verifyClient)")
        }
        return (lines + options.globalConfiguration).joined(separator: "\n")
    }

    private var modules: String {
        let lines = [
            "dn: cn=module{0},cn=config", "objectClass: olcModuleList", "cn: module{0}",
            "olcModulePath: /usr/lib/ldap", "olcModuleLoad: back_mdb",
        ]
        return (lines + (options.offersContentSynchronisation ? ["olcModuleLoad: syncprov"] : []))
            .joined(separator: "\n")
    }

    private var schemas: String {
        let stock = "/etc/ldap/schema/"
        let own = Self.packageSchemas.path + "/"
        let accounts =
            switch options.accountSchema {
            case .rfc2307: own + "rfc2307.ldif"
            case .nis: stock + "nis.ldif"
            }
        let files =
            [stock + "core.ldif", stock + "cosine.ldif", stock + "inetorgperson.ldif", accounts]
            + [own + "automount.ldif"] + options.schemas
        let parent = "dn: cn=schema,cn=config\nobjectClass: olcSchemaConfig\ncn: schema"
        return parent + "\n\n" + files.map { "include: file://\($0)" }.joined(separator: "\n\n")
    }

    /// Allows the uid of this process to change the configuration over ldapi://.
    private var configDatabase: String {
        let identity = "gidNumber=\(getegid())+uidNumber=\(geteuid()),cn=peercred,cn=external,cn=auth"
        return """
            dn: olcDatabase={0}config,cn=config
            objectClass: olcDatabaseConfig
            olcDatabase: {0}config
            olcAccess: {0}to * by dn.exact="\(identity)" manage by * none
            """
    }

    private var database: String {
        let lines = [
            "dn: olcDatabase={1}mdb,cn=config", "objectClass: olcDatabaseConfig", "objectClass: olcMdbConfig",
            "olcDatabase: {1}mdb", "olcSuffix: \(options.suffix)", "olcRootDN: cn=admin,\(options.suffix)",
            "olcRootPW: \(rootPassword)", "olcDbDirectory: \(path("data"))", "olcDbMaxSize: 4294967296",
            "olcSizeLimit: \(options.sizeLimit.map(String.init) ?? "unlimited")", "olcDbNoSync: TRUE",
            "olcDbIndex: objectClass,uid,uidNumber,entryUUID,entryCSN eq",
        ]
        return (lines + options.databaseConfiguration).joined(separator: "\n")
    }

    private var overlay: String {
        guard options.offersContentSynchronisation else { return "" }
        return """
            dn: olcOverlay={0}syncprov,olcDatabase={1}mdb,cn=config
            objectClass: olcOverlayConfig
            objectClass: olcSyncProvConfig
            olcOverlay: {0}syncprov
            olcSpSessionlog: \(options.sessionLog)
            """
    }

    private func path(_ name: String) -> String {
        directory.appendingPathComponent(name).path
    }
}
