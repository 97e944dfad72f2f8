/// A value that an entry has and that only one entry may have.
struct Claim: Hashable, Sendable {
    let kind: AccountConflict.Kind
    /// The value in the form in which it is compared.
    let value: String

    /// A numeric user id; numbers are compared by value, and anything else as text.
    static func uidNumber(_ text: String) -> Claim {
        Claim(kind: .uidNumber, value: UInt32(text).map { "\($0)" } ?? text)
    }

    /// A login name; the attribute `uid` ignores case (RFC 4519 section 2.39).
    static func name(_ text: String) -> Claim { Claim(kind: .name, value: text.lowercased()) }

    /// A home.
    static func home(_ path: String) -> Claim { Claim(kind: .home, value: path) }

    /// The same for equal claims of one kind, and for what ``Arrivals`` hashes without making a claim.
    var hash: KeyHash {
        var hash = KeyHash()
        if kind == .uidNumber, let number = UInt32(value) {
            hash.combine(number)
        } else {
            hash.combine(value.utf8)
        }
        return hash
    }
}
