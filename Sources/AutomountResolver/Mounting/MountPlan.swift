import HostFiles
import MountMaps

/// What a mount of one file system comes to: the mounts that automount tries in order, until one works.
enum MountPlan {
    /// Mounts to try, the first that works counts; none where the locations name no host that answers.
    case attempts([Mount])
    /// Another map is mounted in this place.
    case submount(map: [UInt8], options: MountOptions)
}

/// Turns options and locations into mounts.
struct MountPlanner {
    let context: ResolverContext
    /// The options of the map that holds the entry.
    let map: MasterMapOptions
    let isDirect: Bool
    /// Whether the path goes no further than the key.
    var endsAtKey = false

    private var trace: Trace? { context.trace }

    /// The mounts for one directory.
    func plan(
        options text: [UInt8],
        location: [UInt8],
        on directory: [UInt8]
    ) throws(ResolutionFailure) -> MountPlan {
        let options = MountOptions(text, trace: trace)
        if options.isNFS { return .attempts(try nfs(options, location, on: directory)) }
        let source = String(
            decoding: location.first == MapByte.colon ? location[1...] : location[...],
            as: UTF8.self
        )
        let target = String(decoding: directory, as: UTF8.self)
        let items = options.items.map { String(decoding: $0, as: UTF8.self) }
        switch options.type {
        case "autofs":
            return .submount(map: location, options: options)
        case "bind":
            return .attempts([try bind(source, items, on: target)])
        case "ext2", "ext3", "ext4":
            let shown = items.isEmpty ? [""] : items
            return .attempts([
                Mount(mountPoint: target, type: options.type, options: shown, source: source, locations: [])
            ])
        case "afs" where isDirect && Self.holdsLink(directory):
            throw ResolutionFailure(
                endsAtKey ? .noKey : .noSuchKey,
                "automount's module for afs puts a link to \(source) inside \(target) and mounts nothing",
                help: "give the entry another type by -fstype=, or none for NFS"
            )
        case "afs":
            // Whether the link leads anywhere is for the machine to say, so that it is no answer to count on.
            throw ResolutionFailure(
                .mountFailed,
                "automount's module for afs makes \(target) a link to \(source) and mounts nothing",
                help: "see that \(source) is there, or give the entry another type by -fstype="
            )
        case "changer":
            throw ResolutionFailure(
                .mountFailed,
                "automount's module for changer cannot mount \(source) on \(target)",
                help: "give the entry another type by -fstype=, or none for NFS"
            )
        default:
            let shown = items == [""] ? [] : items
            return .attempts([
                Mount(mountPoint: target, type: options.type, options: shown, source: source, locations: [])
            ])
        }
    }

    /// Whether the link that automount makes for a key of a direct map and the type afs can be: it appends the key to
    /// itself, and below a directory of the root its last name is free.
    private static func holdsLink(_ key: [UInt8]) -> Bool {
        let names = key.split(separator: MapByte.slash)
        return names.drop { $0.elementsEqual(".".utf8) }.count == 1
    }

    private func bind(
        _ source: String,
        _ items: [String],
        on target: String
    ) throws(ResolutionFailure) -> Mount {
        guard source != target else {
            throw onItself(target)
        }
        if items.contains("symlink") || (map.isSymlink && !isDirect) {
            return Mount(mountPoint: target, type: "symlink", options: [], source: source, locations: [])
        }
        let shown = items.isEmpty || items == [""] ? ["defaults"] : items
        return Mount(mountPoint: target, type: "bind", options: shown, source: source, locations: [])
    }

    private func nfs(
        _ options: MountOptions,
        _ text: [UInt8],
        on directory: [UInt8]
    ) throws(ResolutionFailure) -> [Mount] {
        let named = try NFSLocations.parse(text).map { parsed in
            Location(
                host: String(decoding: parsed.host, as: UTF8.self),
                path: String(decoding: parsed.path, as: UTF8.self),
                weight: parsed.weight
            )
        }
        let locations = named.filter { !$0.path.isEmpty }
        explain(locations)
        let usesWeightOnly = options.usesWeightOnly ?? map.usesWeightOnly
        let nfsOptions = NFSOptions(
            options,
            usesWeightOnly: map.usesWeightOnly,
            defaultVersion: context.configuration.defaultVersion,
            trace: trace
        )
        let order = ReplicaOrder(
            context: context,
            versions: nfsOptions.versions,
            usesWeightOnly: usesWeightOnly
        )
        let replicas = order.replicas(of: named).filter { !$0.location.path.isEmpty }
        guard !replicas.isEmpty else {
            throw noHost(in: locations, of: text)
        }
        let target = String(decoding: directory, as: UTF8.self)
        let attempts = replicas.flatMap { replica in
            self.attempts(replica, options.type, nfsOptions, among: locations, on: target)
        }
        guard !attempts.isEmpty else {
            throw onItself(target)
        }
        return attempts
    }

    /// A bind mount where the server is the client itself, then NFS.
    private func attempts(
        _ replica: Replica,
        _ type: String,
        _ options: NFSOptions,
        among locations: [Location],
        on target: String
    ) -> [Mount] {
        let path = replica.location.path
        let mayBind = !options.forbidsBind && !map.isNoBind
        var attempts: [Mount] = []
        if replica.proximity == .local, mayBind, path != target {
            trace?.note(
                .local,
                "\(replica.location.host):\(path)",
                path,
                detail: "the server is the client itself; nobind would mount it over the network"
            )
            let isLink = options.isSymlink || (map.isSymlink && !isDirect)
            attempts.append(
                Mount(
                    mountPoint: target,
                    type: isLink ? "symlink" : "bind",
                    options: isLink ? [] : options.isReadOnly ? ["ro"] : ["defaults"],
                    source: path,
                    locations: locations
                )
            )
        }
        if replica.name.isEmpty, mayBind { return attempts }
        attempts.append(
            Mount(
                mountPoint: target,
                type: type,
                options: options.items,
                source: (replica.name.isEmpty ? "localhost" : replica.name) + ":" + path,
                locations: locations
            )
        )
        return attempts
    }
}

extension MountPlanner {
    private func onItself(_ target: String) -> ResolutionFailure {
        ResolutionFailure(
            .mountFailed,
            "\(target) cannot be mounted on itself",
            help: "give the directory on the server another path than its mount point"
        )
    }

    private func noHost(in locations: [Location], of text: [UInt8]) -> ResolutionFailure {
        let hosts = locations.map(\.host).joined(separator: ", ")
        return ResolutionFailure(
            .noHost,
            "no host of the location \(shown(text)) resolves and answers",
            help: hosts.isEmpty
                ? "write the location as host:/path"
                : "give \(hosts) an address that answers, or name another server in the entry"
        )
    }

    private func explain(_ locations: [Location]) {
        guard let trace else { return }
        for location in locations {
            let host = location.host.isEmpty ? "the client itself" : "the host \(location.host)"
            let weight = location.weight == 0 ? "" : ", weight \(location.weight)"
            trace.note(.location, location.text, location.path, detail: "the path on \(host)\(weight)")
        }
    }
}
