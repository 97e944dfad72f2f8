import LDAPTestSupport
import RandomTestSupport

/// Changes made by chance in a directory, as LDIF for ldapmodify(1).
///
/// Some of them fail, because an entry does not exist or exists already.
struct Churn {
    var random: SeededGenerator
    let suffix: String

    private var base: String { "ou=people,\(suffix)" }
    private var elsewhere: String { "ou=former,\(suffix)" }

    init(seed: UInt64, suffix: String) {
        random = SeededGenerator(seed: seed)
        self.suffix = suffix
    }

    /// The container for users who have moved out of the base.
    var preparation: String {
        "dn: \(elsewhere)\nchangetype: add\nobjectClass: organizationalUnit\nou: former\n\n"
    }

    /// The next changes.
    mutating func changes(_ count: Int) -> String {
        (0..<count).map { _ in change() }.joined()
    }

    private mutating func change() -> String {
        let name = "user\(Int.random(in: 0..<60, using: &random))"
        let place = Int.random(in: 0..<8, using: &random) == 0 ? elsewhere : base
        let dn = "uid=\(name),\(place)"
        switch Int.random(in: 0..<12, using: &random) {
        case 0..<4: return add(name, at: dn)
        case 4..<6: return "dn: \(dn)\nchangetype: delete\n\n"
        case 6..<8: return replace(dn, "uidNumber", "\(number())")
        case 8: return replace(dn, "employeeType", Bool.random(using: &random) ? "former" : "staff")
        case 9: return replace(dn, "homeDirectory", "/home/user\(Int.random(in: 0..<60, using: &random))")
        case 10:
            let next = "user\(Int.random(in: 0..<60, using: &random))"
            return "dn: \(dn)\nchangetype: modrdn\nnewrdn: uid=\(next)\ndeleteoldrdn: 1\n\n"
        default:
            let other = place == base ? elsewhere : base
            return
                "dn: \(dn)\nchangetype: modrdn\nnewrdn: uid=\(name)\ndeleteoldrdn: 0\nnewsuperior: \(other)\n\n"
        }
    }

    private mutating func number() -> Int { Int.random(in: 10_000..<10_080, using: &random) }

    private mutating func add(_ name: String, at dn: String) -> String {
        """
        dn: \(dn)
        changetype: add
        objectClass: inetOrgPerson
        objectClass: posixAccount
        uid: \(name)
        cn: \(name)
        sn: \(name)
        uidNumber: \(number())
        gidNumber: 10000
        homeDirectory: /home/\(name)


        """
    }

    private func replace(_ dn: String, _ attribute: String, _ value: String) -> String {
        "dn: \(dn)\nchangetype: modify\nreplace: \(attribute)\n\(attribute): \(value)\n\n"
    }
}
