/// A security flavor of `sec=`.
///
/// `unix` is the same as `sys` and `null` the same as `none`, but the first spelling in an entry is kept
/// (`support/nfs/exports.c: secinfo_addflavor`).
public enum SecurityFlavor: String, Sendable, Hashable, CaseIterable {
    /// The server trusts the user id that the client sends.
    case sys
    /// The same as `sys`.
    case unix
    /// Kerberos authentication.
    case krb5
    /// Kerberos with integrity protection.
    case krb5i
    /// Kerberos with encryption.
    case krb5p
    /// No identity: every user is the anonymous user.
    case none
    /// The same as `none`.
    case null

    /// The pseudoflavor number of RFC 5531 and RFC 2623.
    public var number: UInt32 {
        switch self {
        case .none, .null: 0
        case .sys, .unix: 1
        case .krb5: 390_003
        case .krb5i: 390_004
        case .krb5p: 390_005
        }
    }

    init?(_ text: ArraySlice<UInt8>) {
        guard let flavor = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(text) }) else {
            return nil
        }
        self = flavor
    }
}
