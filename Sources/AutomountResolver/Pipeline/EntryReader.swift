import HostFiles
import MountMaps

/// Reads an entry in automount's order: `&` and variables, then options, then offsets or locations
/// (`modules/parse_sun.c: parse_mount`).
///
/// The rules:
/// 1. An entry ends at a NUL (case directory-x-nul).
/// 2. The options of `-O` come first, then those of the master line, then those of the entry
///    (`modules/parse_sun.c: do_init`, `parse_mount`; cases options-167, options-100).
/// 3. With `append_options = no` the entry's options replace the master line's, and those replace `-O`
///    (`modules/parse_sun.c: parse_mount`, `do_init`; cases options-163, options-166, rule-settings-064). Automount
///    crashes on empty options that replace others (cases options-165, later-empty-options-046 to
///    later-empty-options-049).
/// 4. If the options contain the texts `fstype=autofs` and `hosts`, the location is ignored
///    (`modules/parse_sun.c: parse_mount`; cases submount-033, rule-submount-map-024).
/// 5. An entry without a location is an error (`modules/parse_sun.c: parse_mount`; cases malformed-003, malformed-016,
///    malformed-030).
/// 6. Automount stores an offset as text and parses it again without expansion, after quotes and backslashes are gone.
///    The root goes through the parser of offsets, the others through that of plain entries, with the options of the
///    master line (`modules/parse_sun.c: update_offset_entry`, `mount_subtree`; cases rule-offset-again-011 to
///    rule-offset-again-014).
struct EntryReader {
    /// An entry with its variables replaced and its leading options removed.
    struct Entry {
        /// The options of the command line, the map and the entry.
        let options: [UInt8]
        /// The text after the options.
        let rest: EntryText
    }

    let context: ResolverContext
    /// The options of the map.
    let map: MasterMapOptions
    /// The place that sets the options of the map: the line of the master map, or the entry that mounts the map.
    var optionsPlace: Trace.Place = (nil, nil)

    private var trace: Trace? { context.trace }

    /// Replaces `&` and variables, and takes the options.
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
                "automount \(context.version) crashes when empty options replace those of the master map"
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
        let location: [UInt8]
        do throws(ResolutionFailure) {
            location = try LocationText.takeAll(from: &text, version: context.version)
        } catch {
            throw error.advisingColon(before: entry.rest, options: entry.options)
        }
        if !entry.rest.rest.elementsEqual(location) { trace?.note(.locations, entry.rest.rest, location) }
        // For the map of hosts automount ignores the location (cases submount-033, rule-submount-map-024).
        if EntryOptions.contains(entry.options, "fstype=autofs".utf8),
            EntryOptions.contains(entry.options, "hosts".utf8)
        {
            return Array("-hosts".utf8)
        }
        guard !location.isEmpty else {
            throw ResolutionFailure(
                .badEntry,
                "the entry is empty: it has no location",
                help: "write host:/path after the options; a variable may have become nothing"
            )
        }
        return location
    }

    /// The options and the location of an offset when automount mounts it, parsed again from the stored text
    /// (`modules/parse_sun.c: update_offset_entry`; cases rule-offset-again-011 to rule-offset-again-014).
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

    /// The replacement of `&` and variables in the entries of the map.
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

    /// Joins options to earlier ones; with `append_options = no` the later ones replace the earlier ones.
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
