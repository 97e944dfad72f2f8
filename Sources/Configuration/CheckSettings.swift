import MountMaps
public import SourceText

/// What `[check]` says about findings.
public struct CheckSettings: Sendable {
    /// The version of nfs-utils where none is said.
    public static let usualNFSUtils = ExportsDocument.usualNFSUtils

    /// How much kinds of findings matter, and which are not minded.
    public let policy: DiagnosticPolicy
    /// The version of nfs-utils that will read the exports, such as `2.6.2`.
    public let nfsUtils: String
    /// The domain of NFSv4's user names on every machine of the site; nil where it is not said.
    public let idmapDomain: String?

    /// Makes settings; without anything, rules matter as they say themselves.
    public init(
        policy: DiagnosticPolicy = DiagnosticPolicy(),
        nfsUtils: String = usualNFSUtils,
        idmapDomain: String? = nil
    ) {
        self.policy = policy
        self.nfsUtils = nfsUtils
        self.idmapDomain = idmapDomain
    }
}
