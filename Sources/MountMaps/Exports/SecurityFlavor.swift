/// A security flavor as `sec=` names it.
///
/// `unix` is `sys` and `null` is `none`, but the spelling that comes first in an entry is kept.
public enum SecurityFlavor: String, Sendable, Hashable, CaseIterable {
    /// The client's word for who a user is.
    case sys
    /// The same as `sys`.
    case unix
    /// Kerberos, for authentication.
    case krb5
    /// Kerberos, with integrity.
    case krb5i
    /// Kerberos, with privacy.
    case krb5p
    /// No identity: everyone is the anonymous user.
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
