import MountMaps
public import SourceText

/// The settings in `[check]`: how to treat findings.
public struct CheckSettings: Sendable {
    /// The version of nfs-utils if none is configured.
    public static let usualNFSUtils = ExportsDocument.usualNFSUtils

    /// The severities of findings, and which findings are silenced.
    public let policy: DiagnosticPolicy
    /// The version of nfs-utils that will read the exports, such as `2.6.2`.
    public let nfsUtils: String
    /// The domain of NFSv4 user names on every machine of the site; nil if none is configured.
    public let idmapDomain: String?

    /// Makes settings; by default every rule has its own severity.
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
