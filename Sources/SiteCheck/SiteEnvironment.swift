import HostFiles
import MountMaps

/// The answers that exportfs would get on the machine, as far as its files show them.
struct SiteEnvironment: ExportsEnvironment {
    private let source: any SiteSource
    private let knowsAllHosts: Bool

    /// - Parameters:
    ///   - source: The source of the machine's files and names.
    ///   - knowsAllHosts: Whether a host unknown to the source has no address on the machine either.
    init(_ source: some SiteSource, knowsAllHosts: Bool) {
        self.source = source
        self.knowsAllHosts = knowsAllHosts
    }

    func target(of path: [UInt8]) -> ExportTarget { source.target(of: path) }

    func host(named name: [UInt8]) -> ResolvedHost? { source.host(named: name) }

    func mayKnow(host name: [UInt8]) -> Bool { !knowsAllHosts || !source.knowsNames }
}
