public import Accounts
import LDAPEntries

/// What a directory server holds and offers, as far as one identity can see.
public struct DirectoryFindings: Sendable {
    /// What could not be seen.
    public struct Gap: Sendable, Hashable {
        /// The subject.
        public enum Subject: String, Sendable, CaseIterable {
            /// What the server says about itself.
            case rootDSE = "root-dse"
            /// Some or all of the users.
            case users
            /// The value of an attribute, in any entry.
            case attribute
            /// Some or all of the automount maps.
            case maps
        }

        /// The subject.
        public let subject: Subject
        /// What was not seen and why, and what to do.
        public let message: String

        /// Reports a gap.
        public init(_ subject: Subject, _ message: String) {
            self.subject = subject
            self.message = message
        }
    }

    /// The URI of the server that answered.
    public var uri: String
    /// The product.
    public var product: ProviderKind
    /// The base below which users were searched.
    public var base: String
    /// The users.
    public var users: UserFindings
    /// How many entries were requested at a time; nil if all at once.
    public var pageSize: Int?
    /// Whether the users had to be requested in pages, because the server does not return all at once.
    public var needsPages: Bool
    /// The automount maps; nil if none is visible.
    public var maps: MapFindings?
    /// Whether the server supports StartTLS.
    public var offersStartTLS: Bool
    /// Whether the server supports content synchronisation (RFC 4533).
    public var offersContentSynchronisation: Bool
    /// What could not be seen; a configuration from these findings must be completed by hand.
    public var gaps: [Gap]

    /// How changes can be noticed in this product.
    public var changes: ChangeFeed { ProviderProfile(product).changes }

    /// Makes findings.
    public init(
        uri: String,
        product: ProviderKind,
        base: String,
        users: UserFindings,
        pageSize: Int? = nil,
        needsPages: Bool = false,
        maps: MapFindings? = nil,
        offersStartTLS: Bool = false,
        offersContentSynchronisation: Bool = false,
        gaps: [Gap] = []
    ) {
        self.uri = uri
        self.product = product
        self.base = base
        self.users = users
        self.pageSize = pageSize
        self.needsPages = needsPages
        self.maps = maps
        self.offersStartTLS = offersStartTLS
        self.offersContentSynchronisation = offersContentSynchronisation
        self.gaps = gaps
    }
}

extension RootDSE {
    /// Whether the server supports StartTLS (RFC 4511 section 4.14.1).
    var offersStartTLS: Bool { supportedExtensions.contains("1.3.6.1.4.1.1466.20037") }
    /// Whether the server supports content synchronisation (RFC 4533 section 2.2).
    var offersContentSynchronisation: Bool { supportedControls.contains("1.3.6.1.4.1.4203.1.9.1.1") }
    /// Whether the server supports paged results (RFC 2696).
    var offersPages: Bool { supportedControls.contains("1.2.840.113556.1.4.319") }
    /// Whether the server supports "Who am I?" (RFC 4532 section 2.1).
    var offersWhoAmI: Bool { supportedExtensions.contains("1.3.6.1.4.1.4203.1.11.3") }
}
