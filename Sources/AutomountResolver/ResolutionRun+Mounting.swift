import HostFiles
import MountMaps

extension ResolutionRun {
    /// Runs an entry through the pipeline and makes its mounts.
    mutating func mount(
        _ found: FoundEntry,
        key: [UInt8],
        at directory: [UInt8],
        with source: MasterMapSource,
        below rest: ArraySlice<[UInt8]>,
        isDirect: Bool
    ) throws(ResolutionFailure) -> Stage? {
        trace?.enter(file: found.file, line: found.line)
        if isDirect { trace?.note(found.rule, key, found.value) }
        do throws(ResolutionFailure) {
            var target = MountTarget(
                directory: directory,
                rest: rest,
                planner: MountPlanner(
                    facts: facts,
                    configuration: configuration,
                    map: source.options,
                    isDirect: isDirect,
                    endsAtKey: rest.isEmpty,
                    trace: trace
                )
            )
            var beginsMultiMount = false
            defer { isMultiMount = beginsMultiMount }
            let entry = try parse(
                found,
                key: key,
                options: source.options,
                isMultiMount: &beginsMultiMount
            )
            target.options = entry.options
            let stage: Stage?
            if let offsets = entry.offsets {
                stage = try mount(offsets, on: target)
            } else {
                let plan = try target.planner.plan(
                    options: entry.options,
                    location: entry.location,
                    on: directory
                )
                stage = try carryOut(plan, on: directory, below: rest, planner: target.planner)
            }
            if stage != nil { optionsPlace = (found.file, found.line) }
            return stage
        } catch {
            throw error.placed(in: found.file, at: found.line)
        }
    }

    /// The mount that is tried first for an entry of one file system; `nil` for any other entry.
    func firstAttempt(
        at found: FoundEntry,
        key: [UInt8],
        in directory: [UInt8],
        with source: MasterMapSource
    ) -> Mount? {
        let target = directory + [MapByte.slash] + key
        let planner = MountPlanner(
            facts: facts,
            configuration: configuration,
            map: source.options,
            isDirect: false,
            trace: trace
        )
        var isMultiMount = false
        guard
            let entry = try? parse(
                found,
                key: key,
                options: source.options,
                isMultiMount: &isMultiMount
            ), !isMultiMount,
            case .attempts(let attempts)? = try? planner.plan(
                options: entry.options,
                location: entry.location,
                on: target
            )
        else { return nil }
        return attempts.first
    }

    /// Where the mounts of an entry go.
    private struct MountTarget {
        let directory: [UInt8]
        /// The options of the master map and of the entry.
        var options: [UInt8] = []
        let rest: ArraySlice<[UInt8]>
        let planner: MountPlanner
    }

    private struct ParsedEntry {
        let options: [UInt8]
        let location: [UInt8]
        let offsets: [Offset]?
    }

    private var emptyHelp: String { "write host:/path after the options; a variable may have become nothing" }

    /// Expansion, options, and then offsets or locations: the pipeline of an entry.
    private func parse(
        _ found: FoundEntry,
        key: [UInt8],
        options map: MasterMapOptions,
        isMultiMount: inout Bool
    ) throws(ResolutionFailure) -> ParsedEntry {
        let expansion = expansion(of: key, with: map)
        let raw = found.value.prefix { $0 != MapByte.nul }
        let expanded = expansion.expand(raw)
        if !raw.elementsEqual(expanded) { trace?.note(.expand, raw, expanded) }
        var text = EntryText(expanded)
        let own = try EntryOptions.takeLeading(from: &text, version: version, trace: trace)
        let options = merged(own, with: map)
        if own?.isEmpty == true, !configuration.appendsOptions {
            throw ResolutionFailure(
                .badEntry,
                "automount \(version) crashes where empty options replace those of the master map"
            )
        }
        if MultiMount.isMultiMount(text, version: version) {
            isMultiMount = true
            let offsets = try MultiMount.offsets(
                from: text,
                options: options,
                version: version,
                trace: trace
            )
            trace?.note(.offsets, text.rest, Array(offsets.map(\.path).joined(separator: [MapByte.space])))
            return ParsedEntry(options: options, location: [], offsets: offsets)
        }
        let rest = text.rest
        let location = try LocationText.takeAll(from: &text, version: version)
        if !rest.elementsEqual(location) { trace?.note(.locations, rest, location) }
        // Of an entry for the map of hosts automount forgets the location, whatever it is.
        if EntryOptions.contains(options, "fstype=autofs".utf8), EntryOptions.contains(options, "hosts".utf8)
        {
            return ParsedEntry(options: options, location: Array("-hosts".utf8), offsets: nil)
        }
        guard !location.isEmpty else {
            throw ResolutionFailure(.badEntry, "the entry is empty: it names no location", help: emptyHelp)
        }
        return ParsedEntry(options: options, location: location, offsets: nil)
    }

    /// What replaces `&` and variables in the entries of a map.
    func expansion(of key: [UInt8], with map: MasterMapOptions) -> EntryExpansion {
        EntryExpansion(
            key: key,
            variables: variables.defining(map.definitions),
            slashifiesColons: map.slashifiesColons,
            trace: trace
        )
    }

    /// The options of the command line, the master map and the entry.
    private func merged(_ own: [UInt8]?, with map: MasterMapOptions) -> [UInt8] {
        let mapOptions = Array(map.mountOptions.joined(separator: [MapByte.comma]))
        let global = Array(facts.globalOptions.utf8)
        if !global.isEmpty { trace?.note(.optionsOfCommandLine, [], global, at: ("-O", nil)) }
        if !mapOptions.isEmpty { trace?.note(.optionsOfMap, [], mapOptions, at: optionsPlace) }
        if let own { trace?.note(.optionsOfEntry, [], own) }
        var common = joined(global, mapOptions)
        if let own { common = joined(common, own) }
        if common != own ?? [] { trace?.note(.options, own ?? [], common) }
        return common
    }

    /// Options and later ones; by `append_options = no` the later ones replace the others.
    private func joined(_ earlier: [UInt8], _ later: [UInt8], isTold: Bool = true) -> [UInt8] {
        let trace = isTold ? trace : nil
        if configuration.appendsOptions { return EntryOptions.joined(earlier, later, trace: trace) }
        if !earlier.isEmpty, !later.isEmpty {
            trace?.note(
                .optionsReplaced,
                earlier,
                later,
                detail: "append_options = no in autofs.conf: the later options replace the earlier ones"
            )
        }
        return later.isEmpty ? earlier : later
    }

    /// Mounts the offsets on the way to the path, the outermost first.
    private mutating func mount(
        _ offsets: [Offset],
        on target: MountTarget
    ) throws(ResolutionFailure) -> Stage? {
        explain(offsets, on: target.rest)
        let rest = Array(target.rest)
        let hasRoot = offsets.contains { $0.path == [MapByte.slash] }
        let nestings = offsets.contains(where: \.goesBack) ? Set(offsets.map(\.nesting)) : []
        let placed = try Self.placed(offsets, below: target.directory, hasRoot: hasRoot)
            .filter { !$0.offset.waits(inside: nestings, onTheWayTo: rest) }
        let onTheWay = placed.filter { rest.starts(with: $0.path.components) }
            .filter { Self.mayServe($0.offset, among: offsets) }
            .sorted {
                ($0.path.count, $0.offset.endsInDot ? 1 : 0) < ($1.path.count, $1.offset.endsInDot ? 1 : 0)
            }
        var mountedDepth: Int?
        var hasMounted = false
        isKeyServed = !hasRoot
        for (offset, path) in onTheWay {
            let isRoot = offset.path == [MapByte.slash]
            let directory = isRoot ? target.directory : target.directory + offset.path
            if offset.endsInDot, mountedDepth == path.count { continue }
            if !isRoot { isKeyServed = true }
            // Where the offset of the key itself is not understood any more, all is lost.
            let (options, location) = try kept(offset, on: target)
            do throws(ResolutionFailure) {
                let plan = try target.planner.plan(options: options, location: location, on: directory)
                let below = target.rest.dropFirst(path.count)
                if let stage = try carryOut(plan, on: directory, below: below, planner: target.planner) {
                    return stage
                }
                hasMounted = true
                mountedDepth = path.count
            } catch {
                let options = MountOptions(offset.options)
                // What automount's module for afs returns says the contrary to what it means.
                guard options.isStrict == (options.type == "afs"),
                    Self.leavesOffsets(offsets, below: offset)
                else {
                    throw error
                }
                hasMounted = false
                isKeyServed = true
            }
        }
        if hasMounted { return nil }
        let isOnTheWay = placed.contains { $0.path.components.starts(with: rest) }
        throw ResolutionFailure(
            isOnTheWay ? .noKey : .noSuchKey,
            isOnTheWay
                ? "\(shown(target.directory)) is a directory that automount keeps for offsets below it"
                : "no offset of \(shown(target.directory)) holds the path",
            help: "look up one of these, or add an offset to the entry: "
                + offsets.map { String(decoding: target.directory + $0.path, as: UTF8.self) }
                .prefix(8).joined(separator: ", ")
        )
    }

    /// The offsets with their paths below the directory of the key; those that lead out of it are none.
    ///
    /// - Throws: Where one is mounted over a directory in which the key lies, unless the key itself is mounted before.
    private static func placed(
        _ offsets: [Offset],
        below directory: [UInt8],
        hasRoot: Bool
    ) throws(ResolutionFailure) -> [(offset: Offset, path: PathComponents)] {
        let key = PathComponents(directory)
        var placed: [(Offset, PathComponents)] = []
        for offset in offsets {
            guard offset.goesBack else {
                placed.append((offset, PathComponents(offset.path)))
                continue
            }
            let path = PathComponents(directory + offset.path)
            if key.holds(path) {
                let below = path.components[key.count...].flatMap { [MapByte.slash] + $0 }
                placed.append((offset, PathComponents(below)))
            } else if path.holds(key), !hasRoot {
                throw ResolutionFailure(
                    .noSuchKey,
                    "the offset \(shown(offset.path)) covers the directory in which \(shown(directory)) lies",
                    help: "let the offset begin with the name of a directory below the key"
                )
            }
        }
        return placed
    }

    /// Whether an offset that fails leaves those below it: automount counts as a failure of all what becomes of the last
    /// of them, and that must not lie below another one.
    private static func leavesOffsets(_ offsets: [Offset], below failed: Offset) -> Bool {
        let outer = failed.nesting
        let below = offsets.filter { $0.nesting.count > outer.count && $0.nesting.starts(with: outer) }
        guard let last = below.max(by: { $0.path.lexicographicallyPrecedes($1.path) })?.nesting else {
            return false
        }
        return !below.contains { $0.nesting.count < last.count && last.starts(with: $0.nesting) }
    }

    /// Whether automount is asked for an offset: one that ends in a dot, such as `/.`, names a directory that is there
    /// before, and the kernel asks only while nothing is in it, as the directory of another offset would be.
    private static func mayServe(_ offset: Offset, among offsets: [Offset]) -> Bool {
        guard offset.endsInDot else { return true }
        let own = PathComponents(offset.path).components
        return !offsets.contains { other in
            let components = PathComponents(other.path).components
            return components.count > own.count && components.starts(with: own)
        }
    }

    /// The options and the location of an offset as automount has them when it mounts it.
    ///
    /// It keeps them as the text of an entry and reads that once more, without the quotes and backslashes that it has
    /// taken away before.
    private func kept(
        _ offset: Offset,
        on target: MountTarget
    ) throws(ResolutionFailure) -> (options: [UInt8], location: [UInt8]) {
        let dashed = offset.options.isEmpty ? [] : [MapByte.dash] + offset.options + [MapByte.space]
        var text = EntryText(dashed + offset.location)
        if offset.path == [MapByte.slash] {
            let words = try EntryOptions.takeOffsetWords(from: &text, after: target.options, trace: nil)
            let options = words.reduce(target.options) { EntryOptions.joined($0, $1) }
            return (options, try LocationText.takeUpToOffset(from: &text, version: version))
        }
        let own = try EntryOptions.takeLeading(from: &text, version: version, trace: nil) ?? []
        let map = Array(target.planner.map.mountOptions.joined(separator: [MapByte.comma]))
        let common = joined(Array(facts.globalOptions.utf8), map, isTold: false)
        return (joined(common, own, isTold: false), Array(text.rest))
    }

    /// Tries the mounts of a plan; the first that works counts.
    private mutating func carryOut(
        _ plan: MountPlan,
        on directory: [UInt8],
        below rest: ArraySlice<[UInt8]>,
        planner: MountPlanner
    ) throws(ResolutionFailure) -> Stage? {
        switch plan {
        case .attempts(let attempts):
            for (position, mount) in attempts.enumerated() {
                guard fails(mount) else {
                    mounts.append(mount)
                    trace?.note(.mount, mount.source, mount.mountPoint)
                    return nil
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
        case .submount(let map, let options):
            guard version.mountsMapsOnSlashes || !planner.isDirect || directory.last != MapByte.slash else {
                throw ResolutionFailure(
                    .mountFailed,
                    "automount mounts no map on a key with a slash at its end, as \(shown(directory)) is",
                    help: "take the slash away"
                )
            }
            let submount = try Submount(map: map, options: options, parent: planner.map)
            if let source = submount.source { submounts[source.map, default: 0] += 1 }
            trace?.note(.submount, map, directory, detail: "the rest of the path is looked up in that map")
            let hasSlash = planner.isDirect && directory.last == MapByte.slash
            return Stage(
                directory: hasSlash ? directory.dropLast() : directory,
                sources: submount.source.map { [$0] } ?? [],
                hostsOptions: submount.hostsOptions,
                rest: rest,
                isSubmount: true
            )
        }
    }

    private func fails(_ mount: Mount) -> Bool {
        guard mount.type != "symlink" else { return false }
        return facts.mountFailures.contains(.all) || facts.mountFailures.contains(.source(mount.source))
            || facts.mountFailures.contains(.type(mount.type))
    }

    func joined(_ components: ArraySlice<[UInt8]>) -> [UInt8] {
        components.flatMap { [MapByte.slash] + $0 }
    }
}
