import MountMaps
import SourceText

@testable import AutomountResolver

extension ResolverFacts {
    /// The client, its user and the hosts with which automount was observed.
    static func observed(_ version: AutofsVersion = .release518) -> ResolverFacts {
        var facts = ResolverFacts()
        facts.autofsVersion = version
        facts.host = "client.example.com"
        facts.user = User(name: "alice", uid: 1001, gid: 1001, group: "staff", home: "/home/alice")
        facts.localAddresses = ["127.0.0.1/8", "::1/128", "192.0.2.1/24", "2001:db8::1/64"]
        facts.hosts = [
            "localhost": ["127.0.0.1"], "client": ["192.0.2.1"], "server": ["198.51.100.10"],
            "server1": ["198.51.100.11"], "server2": ["198.51.100.12"], "server3": ["198.51.100.13"],
            "near": ["192.0.2.50"], "near1": ["192.0.2.51"],
            "multi": ["198.51.100.200", "198.51.100.201"], "down1": ["203.0.113.1"], "down2": ["203.0.113.2"],
        ]
        facts.servers = [
            "198.51.100.12": Server(delay: 100), "198.51.100.13": Server(delay: 220),
            "198.51.100.201": Server(delay: 100),
            "203.0.113.1": Server(answers: false), "203.0.113.2": Server(answers: false),
        ]
        return facts
    }
}

extension ResolverContext {
    /// A context that reads files of the test.
    convenience init(
        _ files: [String: String],
        programs: Set<String> = [],
        facts: ResolverFacts = .observed()
    ) {
        self.init(reading: FakeClient(files: files, programs: programs), facts: facts)
    }

    /// The mount points of the master map.
    var points: MountPointIndex { LoadedMaster(in: self).points }

    /// The maps of the first indirect mount point of the master map.
    func sources() -> [MasterMapSource] {
        guard case .maps(let sources)? = points.table.indirect.first?.entry.target else { return [] }
        return sources
    }
}

extension MapLocator {
    /// A locator of files of the test, with the source `files` alone.
    init(files: [String: String], programs: Set<String> = []) {
        self = ResolverContext(files, programs: programs).locator
    }
}

extension Offset {
    /// An offset with the options of its entry and a location.
    init(_ path: String, options: String = "") {
        self.init(path: bytes(path), inherited: bytes(options), words: [], location: bytes("server:/x"))
    }
}

extension AutofsVersion {
    /// The versions that were observed.
    static let observed = [release518, release519]
}
