import HostFiles
import MountMaps

/// Reads an entry in the order in which automount does: `&` and variables, then options, then offsets or locations
/// (`modules/parse_sun.c`: `parse_mount`).
struct EntryReader {
    /// An entry with its variables replaced and its leading options taken off.
    struct Entry {
        /// The options of the command line, the map and the entry.
        let options: [UInt8]
        /// What follows the options.
        let rest: EntryText
    }

    let context: ResolverContext
    /// The options of the map.
    let map: MasterMapOptions
    /// Where the options of the map are written: the line of the master map, or the entry that mounts the map.
    var optionsPlace: Trace.Place = (nil, nil)

    private var trace: Trace? { context.trace }

    /// Replaces `&` and variables, and takes the options off.
    func read(_ value: [UInt8], of key: [UInt8]) throws(ResolutionFailure) -> Entry {
        let raw = value.prefix { $0 != MapByte.nul }
        let expanded = expansion(of: key).expand(raw)
        if !raw.elementsEqual(expanded) { trace?.note(.expand, raw, expanded) }
        var text = EntryText(expanded)
        let own = try EntryOptions.takeLeading(from: &text, version: context.version, trace: trace)
        let options = merged(own)
        if own?.isEmpty == true, !context.configuration.appendsOptions {
            throw ResolutionFailure(
                .badEntry,
                "automount \(context.version) crashes where empty options replace those of the master map"
            )
        }
        return Entry(options: options, rest: text)
    }

    /// The offsets of an entry that is a multi-mount.
    func offsets(of entry: Entry) throws(ResolutionFailure) -> [Offset] {
        let offsets = try MultiMount.offsets(
            from: entry.rest,
            options: entry.options,
            version: context.version,
            trace: trace
        )
        trace?.note(.offsets, entry.rest.rest, Array(offsets.map(\.path).joined(separator: [MapByte.space])))
        return offsets
    }

    /// The locations of an entry that is not a multi-mount, joined by blanks.
    func location(of entry: Entry) throws(ResolutionFailure) -> [UInt8] {
        var text = entry.rest
        let location = try LocationText.takeAll(from: &text, version: context.version)
        if !entry.rest.rest.elementsEqual(location) { trace?.note(.locations, entry.rest.rest, location) }
        // For the map of hosts automount does not use the location of the entry, whatever it is.
        if EntryOptions.contains(entry.options, "fstype=autofs".utf8),
            EntryOptions.contains(entry.options, "hosts".utf8)
        {
            return Array("-hosts".utf8)
        }
        guard !location.isEmpty else {
            throw ResolutionFailure(
                .badEntry,
                "the entry is empty: it names no location",
                help: "write host:/path after the options; a variable may have become nothing"
            )
        }
        return location
    }

    /// The options and the location of an offset at the time when automount mounts it.
    ///
    /// Automount stores an offset as the text of an entry and reads that again, after it has taken quotes and
    /// backslashes away (`modules/parse_sun.c`: `add_offset_entry`).
    func reread(
        _ offset: Offset,
        after inherited: [UInt8]
    ) throws(ResolutionFailure) -> (options: [UInt8], location: [UInt8]) {
        let dashed = offset.options.isEmpty ? [] : [MapByte.dash] + offset.options + [MapByte.space]
        var text = EntryText(dashed + offset.location)
        if offset.path == [MapByte.slash] {
            let words = try EntryOptions.takeOffsetWords(from: &text, after: inherited, trace: nil)
            let options = words.reduce(inherited) { EntryOptions.joined($0, $1) }
            return (options, try LocationText.takeUpToOffset(from: &text, version: context.version))
        }
        let own = try EntryOptions.takeLeading(from: &text, version: context.version, trace: nil) ?? []
        let common = joined(globalOptions, mapOptions, trace: nil)
        return (joined(common, own, trace: nil), Array(text.rest))
    }

    /// What replaces `&` and variables in the entries of the map.
    func expansion(of key: [UInt8]) -> EntryExpansion {
        EntryExpansion(
            key: key,
            variables: context.variables.defining(map.definitions),
            slashifiesColons: map.slashifiesColons,
            trace: trace
        )
    }
}

extension EntryReader {
    private var globalOptions: [UInt8] { Array(context.facts.globalOptions.utf8) }
    private var mapOptions: [UInt8] { Array(map.mountOptions.joined(separator: [MapByte.comma])) }

    /// The options of the command line, the map and the entry.
    private func merged(_ own: [UInt8]?) -> [UInt8] {
        let (global, mapOptions) = (globalOptions, mapOptions)
        if !global.isEmpty { trace?.note(.optionsOfCommandLine, [], global, at: ("-O", nil)) }
        if !mapOptions.isEmpty { trace?.note(.optionsOfMap, [], mapOptions, at: optionsPlace) }
        if let own { trace?.note(.optionsOfEntry, [], own) }
        var common = joined(global, mapOptions, trace: trace)
        if let own { common = joined(common, own, trace: trace) }
        if common != own ?? [] { trace?.note(.options, own ?? [], common) }
        return common
    }

    /// Options and later ones.
    ///
    /// With `append_options = no` the later ones replace the earlier ones.
    private func joined(_ earlier: [UInt8], _ later: [UInt8], trace: Trace?) -> [UInt8] {
        if context.configuration.appendsOptions {
            return EntryOptions.joined(earlier, later, trace: trace)
        }
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
}
