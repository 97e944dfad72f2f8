import HostFiles
import MountMaps

/// The mounts that automount tries for one directory, in order, until one works.
enum MountPlan {
    /// Mounts to try, in order.
    case attempts([Mount])
    /// Another map is mounted on the directory.
    case submount(map: [UInt8], options: MountOptions)
}

/// Turns options and locations into mounts.
///
/// The rules:
/// 1. `nfs` and `nfs4` go to the NFS module. `autofs`, `bind`, `afs`, `changer` and `ext2` to `ext4` have modules of
///    their own, and every other type goes to the generic one (`daemon/mount.c: do_mount`; cases options-042,
///    locations-101).
/// 2. For types other than NFS the whole text is the source, without one leading colon
///    (`modules/parse_sun.c: sun_mount`; cases locations-070, locations-074, replicated-057).
/// 3. `ext2`, `ext3` and `ext4` get an empty `-o ""`, where the generic module leaves `-o` out
///    (`modules/mount_ext2.c: mount_mount`, `modules/mount_generic.c: mount_mount`; cases locations-084, locations-086,
///    options-039).
/// 4. The afs module makes a link at the key instead of mounting (`modules/mount_afs.c: mount_mount`;
///    cases locations-094, rule-offset-afs-007, rule-offset-afs-014).
/// 5. The changer module fails on a machine without a CD changer (`modules/mount_changer.c: mount_mount`;
///    cases locations-095, rule-offset-dots-012).
/// 6. A directory cannot be bound to itself (`modules/mount_bind.c: mount_mount`; case locations-060).
/// 7. With the option `symlink`, on an entry or on the master line of an indirect map, a link is made instead of a bind
///    (`modules/mount_bind.c: mount_mount`; cases locations-068, locations-106).
/// 8. A bind without options gets `-o defaults` (`modules/mount_bind.c: mount_mount`; case locations-061).
/// 9. A path on the client itself is bound, not mounted over NFS, and keeps only `ro`, unless `nobind` or `nosymlink`
///    is given (`modules/mount_nfs.c: mount_mount`; cases locations-040, locations-049, locations-050, options-114).
///    `port=` does not prevent that (case locations-052).
/// 10. If such a bind fails or is impossible, NFS is tried, but not for a location without a host
///     (`modules/mount_nfs.c: mount_mount`; cases locations-111, direct-060, direct-061).
/// 11. With `nobind`, `:/path` mounts `localhost:/path` (`modules/mount_nfs.c: mount_mount`; cases locations-058,
///     start-multi-n1).
/// 12. The entry's weight option overrides that of the master line (`modules/parse_sun.c: sun_mount`;
///     cases replicated-065, replicated-066).
/// 13. A host without a path counts among the servers, but nothing is mounted from it
///     (`modules/replicated.c: parse_location`; cases host-without-path-001 to host-without-path-010).
struct MountPlanner {
    let context: ResolverContext
    /// The options of the map that contains the entry.
    let map: MasterMapOptions
    let isDirect: Bool
    /// Whether the path ends at the key.
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
            // Only the machine knows whether the link leads anywhere, so this is a failure.
            throw ResolutionFailure(
                .mountFailed,
                "automount's module for afs makes \(target) a link to \(source) and mounts nothing",
                help: "make sure that \(source) exists, or give the entry another type by -fstype="
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

    /// Whether automount can make the link of type afs for a direct key.
    ///
    /// It appends the key to itself: `/data` gets the link `/data//data`, which works only for a key of one component
    /// (`modules/mount_afs.c: mount_mount`; cases start-afs-direct, start-afs-direct-x, start-vv0, start-vw, start-v0,
    /// start-v1).
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
        // On a key of a direct map automount makes no link: its name begins with a slash (`modules/mount_bind.c`).
        if !isDirect, items.contains("symlink") || map.isSymlink {
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

    /// The mounts to try for a server: a bind if it is the client itself, then NFS.
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
                detail: "the server is the client itself; nobind would mount the path over the network"
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
