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
            let target = MountTarget(
                directory: directory,
                rest: rest,
                planner: MountPlanner(
                    facts: facts,
                    configuration: configuration,
                    map: source.options,
                    isDirect: isDirect,
                    trace: trace
                )
            )
            let entry = try parse(found, key: key, options: source.options)
            if let offsets = entry.offsets { return try mount(offsets, on: target) }
            let plan = try target.planner.plan(
                options: entry.options,
                location: entry.location,
                on: directory
            )
            return try carryOut(plan, on: directory, below: rest, planner: target.planner)
        } catch {
            var failure = error
            if failure.file == nil { (failure.file, failure.line) = (found.file, found.line) }
            throw failure
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
        guard let entry = try? parse(found, key: key, options: source.options), entry.offsets == nil,
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
        let rest: ArraySlice<[UInt8]>
        let planner: MountPlanner
    }

    private struct ParsedEntry {
        let options: [UInt8]
        let location: [UInt8]
        let offsets: [Offset]?
    }

    /// Expansion, options, and then offsets or locations: the pipeline of an entry.
    private func parse(
        _ found: FoundEntry,
        key: [UInt8],
        options map: MasterMapOptions
    ) throws(ResolutionFailure) -> ParsedEntry {
        let expansion = expansion(of: key, with: map)
        let raw = found.value.prefix { $0 != MapByte.nul }
        let expanded = expansion.expand(raw)
        trace?.note(.expand, raw, expanded)
        var text = EntryText(expanded)
        let own = try EntryOptions.takeLeading(from: &text, version: version, trace: trace)
        let options = merged(own, with: map)
        if own?.isEmpty == true, !configuration.appendsOptions {
            throw ResolutionFailure(
                .badEntry,
                "automount \(version) crashes where empty options replace those of the master map"
            )
        }
        guard !text.isAtEnd else {
            throw ResolutionFailure(.badEntry, "the entry is empty: it names no location")
        }
        if MultiMount.isMultiMount(text, version: version) {
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
        trace?.note(.locations, rest, location)
        guard !location.isEmpty else {
            throw ResolutionFailure(.badEntry, "the entry is empty: it names no location")
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
        if !mapOptions.isEmpty { trace?.note(.optionsOfMaster, [], mapOptions, at: masterPlace) }
        if let own { trace?.note(.optionsOfEntry, [], own) }
        var common = joined(global, mapOptions)
        if let own { common = joined(common, own) }
        trace?.note(.options, own ?? [], common)
        return common
    }

    /// Options and later ones; by `append_options = no` the later ones replace the others.
    private func joined(_ earlier: [UInt8], _ later: [UInt8]) -> [UInt8] {
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
        let onTheWay = offsets.map { (offset: $0, path: PathComponents($0.path)) }
            .filter { rest.starts(with: $0.path.components) }
            // An offset such as `/.` names the directory of the key, which is not its own to trigger a mount.
            .filter { $0.offset.path == [MapByte.slash] || $0.path.count > 0 || !rest.isEmpty && !hasRoot }
            .sorted { $0.path.count < $1.path.count }
        var hasMounted = false
        var lastFailure: ResolutionFailure?
        for (offset, path) in onTheWay {
            let isRoot = offset.path == [MapByte.slash]
            let directory = isRoot ? target.directory : target.directory + offset.path
            do throws(ResolutionFailure) {
                let plan = try target.planner.plan(
                    options: offset.options,
                    location: offset.location,
                    on: directory
                )
                let below = target.rest.dropFirst(path.count)
                if let stage = try carryOut(plan, on: directory, below: below, planner: target.planner) {
                    return stage
                }
                hasMounted = true
                lastFailure = nil
            } catch {
                if MountOptions(offset.options).isStrict { throw error }
                let hasMoreBelow = offsets.contains { other in
                    let components = PathComponents(other.path).components
                    return components.count > path.count && components.starts(with: path.components)
                }
                lastFailure = path.count == rest.count && !hasMoreBelow ? error : nil
                if hasMoreBelow { hasMounted = true }
            }
        }
        if let lastFailure { throw lastFailure }
        if hasMounted { return nil }
        let isOnTheWay = offsets.contains { PathComponents($0.path).components.starts(with: rest) }
        throw ResolutionFailure(
            isOnTheWay ? .noKey : .noSuchKey,
            isOnTheWay
                ? "\(shown(target.directory)) is a directory that automount keeps for offsets below it"
                : "no offset of \(shown(target.directory)) holds the path"
        )
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
            for mount in attempts {
                if fails(mount) {
                    failedMounts.append(mount)
                    trace?.note(.mountFailed, mount.source, mount.mountPoint, detail: "the next one is tried")
                } else {
                    mounts.append(mount)
                    trace?.note(.mount, mount.source, mount.mountPoint)
                    return nil
                }
            }
            throw ResolutionFailure(.mountFailed, "every mount on \(shown(directory)) fails")
        case .submount(let map, let options):
            let submount = try Submount(map: map, options: options, parent: planner.map)
            trace?.note(.submount, map, directory, detail: "the rest of the path is looked up in that map")
            return Stage(
                directory: directory,
                sources: submount.source.map { [$0] } ?? [],
                hostsOptions: submount.hostsOptions,
                rest: rest
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
