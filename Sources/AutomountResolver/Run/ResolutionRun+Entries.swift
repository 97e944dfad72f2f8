import HostFiles
import MountMaps

/// The directory and the options of an entry's mounts.
struct MountTarget {
    /// The directory of the key.
    let directory: [UInt8]
    /// The components of the path below the directory.
    let rest: ArraySlice<[UInt8]>
    /// The map that contains the entry, with its options.
    let source: MasterMapSource
    let isDirect: Bool
    /// The place that sets the options of the map.
    let optionsPlace: Trace.Place
}

extension MountTarget {
    /// The directory of a name of an indirect map.
    init(_ name: [UInt8], in stage: Stage, with source: MasterMapSource) {
        self.init(
            directory: stage.directory + [MapByte.slash] + name,
            rest: stage.rest.dropFirst(),
            source: source,
            isDirect: false,
            optionsPlace: stage.optionsPlace
        )
    }
}

extension ResolutionRun {
    /// Runs an entry through the pipeline and makes its mounts.
    mutating func mountEntry(_ found: FoundEntry, of key: [UInt8], on target: MountTarget) -> Attempt {
        trace?.enter(file: found.file, line: found.line)
        if target.isDirect { trace?.note(found.rule, key, found.value) }
        let reader = EntryReader(
            context: context,
            map: target.source.options,
            optionsPlace: target.optionsPlace
        )
        let planner = MountPlanner(
            context: context,
            map: target.source.options,
            isDirect: target.isDirect,
            endsAtKey: target.rest.isEmpty
        )
        let entry: EntryReader.Entry
        do throws(ResolutionFailure) { entry = try reader.read(found.value, of: key) } catch {
            return Attempt(result: .failure(error.placed(in: found.file, at: found.line)))
        }
        let place = (found.file, found.line)
        guard MultiMount.isMultiMount(entry.rest, version: context.version) else {
            let result = Result { () throws(ResolutionFailure) in
                let plan = try planner.plan(
                    options: entry.options,
                    location: try reader.location(of: entry),
                    on: target.directory
                )
                return try tryMounts(plan, on: target.directory, below: target.rest, planner, place)
            }
            return Attempt(result: result.mapError { $0.placed(in: found.file, at: found.line) })
        }
        var attempt = mountOffsets(of: entry, on: target, reader, planner, place)
        attempt.isMultiMount = true
        return attempt
    }

    /// Tries the mounts of a plan; the first that works counts (`modules/mount_nfs.c: mount_mount`;
    /// cases replicated-062, locations-109).
    ///
    /// A submount on a direct key whose path ends in a slash fails in 5.1.8. Later versions remove the slash from the
    /// mount point (`modules/mount_autofs.c: mount_mount`; cases start-u0, start-ua0 in both versions).
    private mutating func tryMounts(
        _ plan: MountPlan,
        on directory: [UInt8],
        below rest: ArraySlice<[UInt8]>,
        _ planner: MountPlanner,
        _ place: Trace.Place
    ) throws(ResolutionFailure) -> Stage? {
        switch plan {
        case .attempts(let attempts):
            try tryMounts(attempts, on: directory)
            return nil
        case .submount(let map, let options):
            let mountsOnSlash = context.version.mountsMapsOnSlashes
            guard mountsOnSlash || !planner.isDirect || directory.last != MapByte.slash else {
                throw ResolutionFailure(
                    .mountFailed,
                    "automount cannot mount a map on a key that ends in a slash, such as \(shown(directory))",
                    help: "remove the slash"
                )
            }
            let submount = try Submount(map: map, options: options, parent: planner.map)
            if let source = submount.source { submounts[source.map, default: 0] += 1 }
            trace?.note(.submount, map, directory, detail: "the rest of the path is looked up in this map")
            let hasSlash = planner.isDirect && directory.last == MapByte.slash
            return Stage(submount, on: hasSlash ? directory.dropLast() : directory, below: rest, place)
        }
    }

    private mutating func tryMounts(_ attempts: [Mount], on directory: [UInt8]) throws(ResolutionFailure) {
        for (position, mount) in attempts.enumerated() {
            guard fails(mount) else {
                mounts.append(mount)
                trace?.note(.mount, mount.source, mount.mountPoint)
                return
            }
            failedMounts.append(mount)
            let next = position + 1 < attempts.count ? "the next one is tried" : nil
            trace?.note(.mountFailed, mount.source, mount.mountPoint, detail: next)
        }
        throw ResolutionFailure(
            .mountFailed,
            "every mount on \(shown(directory)) fails",
            help: "make one of these possible, or name another server: "
                + attempts.map(\.source).joined(separator: ", ")
        )
    }

    private func fails(_ mount: Mount) -> Bool {
        guard mount.type != "symlink" else { return false }
        let failures = context.facts.mountFailures
        return failures.contains(.all) || failures.contains(.source(mount.source))
            || failures.contains(.type(mount.type))
    }
}

extension ResolutionRun {
    /// Mounts the offsets on the way to the path, the outermost first.
    ///
    /// The rules:
    /// 1. Each offset on the way is mounted; the others become triggers (`modules/parse_sun.c: mount_subtree`,
    ///    `lib/mounts.c: tree_mapent_mount_offsets`; cases multi-mount-010, multi-mount-011, multi-mount-015).
    /// 2. Of `/s` and `/s/.` only the first is reached, because the second is a directory inside what is mounted
    ///    (cases rule-offset-dots-001, offset-dot-009).
    /// 3. With `strict` an offset that fails makes the access fail. Without it the offsets below still work
    ///    (`modules/parse_sun.c: sun_mount`, `mount_subtree`; cases multi-mount-088, multi-mount-090, multi-mount-091,
    ///    multi-mount-123).
    /// 4. Without a root offset the key's directory is kept for its offsets, and other names in it are ENOENT
    ///    (cases multi-mount-004, multi-mount-006, multi-mount-018).
    private mutating func mountOffsets(
        of entry: EntryReader.Entry,
        on target: MountTarget,
        _ reader: EntryReader,
        _ planner: MountPlanner,
        _ place: Trace.Place
    ) -> Attempt {
        func failed(_ failure: ResolutionFailure, isKeyServed: Bool = false) -> Attempt {
            Attempt(
                result: .failure(failure.placed(in: place.file, at: place.line)),
                isKeyServed: isKeyServed
            )
        }
        let rest = Array(target.rest)
        let (offsets, hasRoot, placed): ([Offset], Bool, [PlacedOffset])
        do throws(ResolutionFailure) {
            offsets = try reader.offsets(of: entry)
            explain(offsets, on: target.rest)
            hasRoot = offsets.contains { $0.path == [MapByte.slash] }
            let nestings = offsets.contains(where: \.containsDotDot) ? Set(offsets.map(\.nesting)) : []
            placed = try PlacedOffset.placing(offsets, below: target.directory, hasRoot: hasRoot)
                .filter { !$0.offset.waits(inside: nestings, onTheWayTo: rest) }
        } catch {
            return failed(error)
        }
        var isKeyServed = !hasRoot
        var hasMounted = false
        var mountedDepth: Int?
        for next in PlacedOffset.onTheWay(to: rest, among: placed, of: offsets) {
            let (offset, depth) = (next.offset, next.path.count)
            let isRoot = offset.path == [MapByte.slash]
            let directory = isRoot ? target.directory : target.directory + offset.path
            if offset.endsInDot, mountedDepth == depth { continue }
            if !isRoot { isKeyServed = true }
            let plan: Result<MountPlan, ResolutionFailure>
            do throws(ResolutionFailure) {
                let (options, location) = try reader.reread(offset, after: entry.options)
                plan = Result { () throws(ResolutionFailure) in
                    try planner.plan(options: options, location: location, on: directory)
                }
            } catch {
                // If an offset cannot be parsed again, it fails with all below it.
                return failed(error, isKeyServed: isKeyServed)
            }
            do throws(ResolutionFailure) {
                let stage = try tryMounts(
                    plan.get(),
                    on: directory,
                    below: target.rest.dropFirst(depth),
                    planner,
                    place
                )
                if let stage { return Attempt(result: .success(stage), isKeyServed: isKeyServed) }
                (hasMounted, mountedDepth) = (true, depth)
            } catch {
                guard offset.mayFail(among: offsets) else { return failed(error, isKeyServed: isKeyServed) }
                (hasMounted, isKeyServed) = (false, true)
            }
        }
        if hasMounted { return Attempt(result: .success(nil), isKeyServed: isKeyServed) }
        let failure = noOffset(on: rest, of: offsets, placed, below: target.directory)
        return failed(failure, isKeyServed: isKeyServed)
    }
}
