import HostFiles
import MountMaps

/// What exportfs would be told on the machine itself, as far as its files let that be foreseen.
struct SiteEnvironment: ExportsEnvironment {
    private let source: any SiteSource
    private let knowsAllHosts: Bool

    /// - Parameters:
    ///   - source: What is known of the machine.
    ///   - knowsAllHosts: Whether a host that the source does not know has no address on the machine either.
    init(_ source: some SiteSource, knowsAllHosts: Bool) {
        self.source = source
        self.knowsAllHosts = knowsAllHosts
    }

    func target(of path: [UInt8]) -> ExportTarget { source.target(of: path) }

    func host(named name: [UInt8]) -> ResolvedHost? { source.host(named: name) }

    func mayKnow(host name: [UInt8]) -> Bool { !knowsAllHosts || !source.knowsNames }
}
