import HostFiles
import MountMaps

/// What automount mounts when it starts: one mount for each indirect map, and one for each key of direct maps.
struct StartingMounts {
    let points: MountPointIndex
    let context: ResolverContext

    /// The mounts, indirect ones first, each kind in the order of mounting.
    func mounts() -> [AutofsMount] {
        let started = started().mounts.map(shown)
        return started.filter { !$0.isDirect } + started.filter(\.isDirect)
    }

    /// The mounts of a start.
    func started() -> StartSequence {
        let sources = points.directKeys.sources
        let keys =
            sources.isEmpty
            ? [] : context.library.directKeyTable(of: points.directKeys, by: context.locator).all
        var start = StartSequence(nulls: NullEntries(points.table.nulls), library: context.library)
        let lines = points.points.map { point in (point, isRead(point)) }
        start.run(points: lines, keys: keys, of: sources)
        return start
    }

    /// Whether a line is mounted.
    ///
    /// All maps of a line must open; `-hosts` always does (`modules/lookup_multi.c: lookup_init`,
    /// `daemon/indirect.c: mount_autofs_indirect`; cases master-079, start-g2).
    private func isRead(_ point: MountPointIndex.Point) -> Bool {
        switch point.line.entry.target {
        case .null: false
        case .hosts: true
        case .maps(let sources):
            sources.allSatisfy { context.locator.isThere($0.map, isMulti: point.line.entry.isMulti) }
        }
    }

    private func shown(_ mount: StartSequence.Mount) -> AutofsMount {
        switch mount.first {
        case .indirect(let point):
            let map: String =
                switch point.line.entry.target {
                case .maps(let sources): sources.first.map { shownName(of: $0.map) } ?? ""
                case .hosts: "-hosts"
                case .null: "-null"
                }
            return AutofsMount(
                mountPoint: point.directory.text,
                map: map,
                isDirect: false,
                timeout: timeout(of: mount.last)
            )
        case .direct(let key):
            return AutofsMount(
                mountPoint: PathComponents(key.name).text,
                map: points.directKeys.sources[key.source].maps.first.map { shownName(of: $0.map) } ?? "",
                isDirect: true,
                timeout: timeout(of: mount.last)
            )
        }
    }

    /// The timeout of a mount.
    ///
    /// A direct mount has the timeout of its own map's line. Of several maps of a line the last `--timeout` counts, and
    /// without one the configured value does (`lib/mounts.c: get_exp_timeout`,
    /// `daemon/master_parse.y: master_parse_entry`; cases direct-038, master-162, master-191).
    private func timeout(of holder: StartSequence.Mount.Holder) -> Int {
        let given: Int? =
            switch holder {
            case .direct(let key): points.directKeys.sources[key.source].timeout
            case .indirect(let point):
                switch point.line.entry.target {
                case .maps(let sources): sources.compactMap(\.options.timeout).last
                case .hosts(let options): options.timeout
                case .null: nil
                }
            }
        return given ?? context.configuration.timeout
    }

    /// The map name that the mount shows as its source: the full path if a `file:` map has a bare name
    /// (`daemon/lookup.c: lookup_map_read_map`, `daemon/indirect.c: do_mount_autofs_indirect`; case master-044).
    private func shownName(of map: MapSourceName) -> String {
        let name = String(decoding: map.name, as: UTF8.self)
        return map.type == "file" && !name.hasPrefix("/") ? context.locator.mapDirectory + "/" + name : name
    }
}
