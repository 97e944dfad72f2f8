import HostFiles
import MountMaps

/// What the resolver knows of a client, and where it reads: the same for each step on the way to a path.
final class ResolverContext {
    let facts: ResolverFacts
    let configuration: AutofsConfiguration
    let locator: MapLocator
    let variables: VariableTable
    /// Why the configuration is not known; nil where it was read.
    let configurationFailure: ResolutionFailure?
    /// Where the steps are noted; `nil` if no trace was requested.
    let trace: Trace?

    /// The maps that were read.
    var library: MapLibrary { locator.library }
    /// The autofs release to follow.
    var version: AutofsVersion { facts.autofsVersion }

    init(
        facts: ResolverFacts,
        configuration: AutofsConfiguration,
        locator: MapLocator,
        variables: VariableTable,
        configurationFailure: ResolutionFailure? = nil,
        trace: Trace? = nil
    ) {
        self.facts = facts
        self.configuration = configuration
        self.locator = locator
        self.variables = variables
        self.configurationFailure = configurationFailure
        self.trace = trace
    }

    /// Reads a client's configuration: `autofs.conf`, `nsswitch.conf`, `ldap.conf`.
    convenience init(reading source: any MapSource, facts: ResolverFacts) {
        func bytes(of path: String) -> [UInt8] {
            guard case .file(let bytes, _) = source.file(at: path) else { return [] }
            return bytes
        }
        let paths = AutofsPaths(in: source)
        let configuration = AutofsConfiguration(reading: source, environment: facts.daemonEnvironment)
        let unread = (paths.settings + ["/etc/nsswitch.conf"]).lazy.compactMap { path -> ResolutionFailure? in
            guard case .unreadable(let reason) = source.file(at: path) else { return nil }
            return UnreadMap(path, .file(path: path, reason: reason)).failure
        }
        let locator = MapLocator(
            nameServiceSwitch: NameServiceSwitch(bytes(of: "/etc/nsswitch.conf")),
            mapDirectory: facts.mapDirectory ?? paths.directory,
            ldap: LDAPDefaults(configuration: configuration, libraryFile: bytes(of: "/etc/ldap/ldap.conf")),
            silentSources: facts.silentSources,
            library: MapLibrary(source)
        )
        self.init(
            facts: facts,
            configuration: configuration,
            locator: locator,
            variables: VariableTable(facts: facts),
            configurationFailure: unread.first
        )
    }

    /// The same context with a trace of one resolution.
    func tracing(by trace: Trace?) -> ResolverContext {
        guard let trace else { return self }
        return ResolverContext(
            facts: facts,
            configuration: configuration,
            locator: locator,
            variables: variables,
            configurationFailure: configurationFailure,
            trace: trace
        )
    }

    /// A look-up of one name in a map of a mount point.
    func lookup(
        _ name: [UInt8],
        isDirect: Bool,
        in directory: [UInt8],
        with options: MasterMapOptions
    ) -> MapLookup {
        let question = MapLookup.Question(
            name: name,
            isDirect: isDirect,
            mountPoint: String(decoding: directory, as: UTF8.self),
            defines: options.definitions
        )
        return MapLookup(question, in: self)
    }
}
