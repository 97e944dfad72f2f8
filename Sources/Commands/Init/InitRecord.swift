import Accounts
import Configuration
import LDAPClient

/// What init found and wrote, as data; the JSON Schema is `Schemas/json/init.schema.json`.
struct InitRecord: Encodable {
    struct Users: Encodable {
        let count: Int
        let containers: [CountedText]
        let homePrefixes: [CountedText]
        let lowestNumber: UInt32?
        let highestNumber: UInt32?
        let systemNumbers: Int
        let attributes: [String: String]
        let lacking: [String: Int]
    }

    struct Maps: Encodable {
        let base: String
        let schema: String
        let count: Int
        let elsewhere: Int
    }

    struct Gap: Encodable {
        let subject: String
        let message: String
    }

    // The first of them are enough to choose; a hostile directory may have very many.
    private static let mostPrefixes = 20

    let path: String?
    let configuration: String
    let uri: String
    let product: String
    let base: String
    let users: Users
    let pageSize: Int?
    let needsPages: Bool
    let maps: Maps?
    let offersStartTLS: Bool
    let offersContentSynchronisation: Bool
    let changes: String
    let gaps: [Gap]

    init(_ findings: DirectoryFindings, _ proposal: InitialConfiguration, writtenTo path: String?) {
        let users = findings.users
        self.path = path
        configuration = proposal.text
        uri = findings.uri
        product = findings.product.rawValue
        base = findings.base
        self.users = Users(
            count: users.count,
            containers: users.containers,
            homePrefixes: Array(users.homePrefixes.prefix(Self.mostPrefixes)),
            lowestNumber: users.numbers?.lowerBound,
            highestNumber: users.numbers?.upperBound,
            systemNumbers: users.systemNumbers,
            attributes: [
                "name": users.attributes.name, "uidNumber": users.attributes.uidNumber,
                "gidNumber": users.attributes.gidNumber, "homeDirectory": users.attributes.homeDirectory,
                "stableID": users.attributes.stableID,
            ],
            lacking: users.lacking
        )
        pageSize = findings.pageSize
        needsPages = findings.needsPages
        maps = findings.maps.map {
            Maps(base: $0.base, schema: $0.schemaName, count: $0.count, elsewhere: $0.elsewhere)
        }
        offersStartTLS = findings.offersStartTLS
        offersContentSynchronisation = findings.offersContentSynchronisation
        changes = findings.changes.rawValue
        gaps = findings.gaps.map { Gap(subject: $0.subject.rawValue, message: $0.message) }
    }
}
