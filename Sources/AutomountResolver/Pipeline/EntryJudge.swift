import HostFiles
package import MountMaps

/// Says which entries of a map automount refuses for every user, and which maps they mount.
///
/// It runs an entry through the pipeline of a look-up. Names without a meaning for automount replace what only a
/// look-up knows: the key of a wildcard, and the user.
package struct EntryJudge {
    /// The key of an entry.
    package enum Key {
        /// A key as automount understands it.
        case name([UInt8])
        /// Any name, as for a wildcard.
        case any

        fileprivate func text(_ name: String) -> [UInt8] {
            if case .name(let name) = self { name } else { Array(name.utf8) }
        }
    }

    /// A map that an entry mounts.
    package struct Submount {
        /// The map and the options of its entries.
        package let source: MasterMapSource
        /// The directory below the key; empty where it is the key itself.
        package let offset: [UInt8]
    }

    /// The releases that differ in what they refuse.
    private static let releases: [AutofsVersion] = [.release518, .release519]
    private static let names = ["stand1n", "an0ther"]

    private let contexts: [ResolverContext]

    /// Judges the entries of a client.
    ///
    /// - Parameters:
    ///   - appendsOptions: Whether the options of an entry add to those of the master map, as autofs.conf(5) says.
    ///   - defines: The variables of automount's `-D`.
    package init(appendsOptions: Bool = true, defines: [String: String] = [:]) {
        let configuration = AutofsConfiguration(
            appendsOptions ? [] : Array("append_options = no\n".utf8)
        )
        contexts =
            Self.releases.map { Self.context(of: $0, configuration, defines, user: Self.names[0]) }
            + [Self.context(of: Self.releases[0], configuration, defines, user: Self.names[1])]
    }

    private static func context(
        of release: AutofsVersion,
        _ configuration: AutofsConfiguration,
        _ defines: [String: String],
        user: String
    ) -> ResolverContext {
        var facts = ResolverFacts()
        facts.autofsVersion = release
        facts.defines = defines
        facts.daemonEnvironment = ["PATH": "/"]
        facts.user = ResolverFacts.User(
            name: user,
            uid: user.utf8.count,
            gid: user.utf8.count,
            group: user,
            home: "/home/\(user)"
        )
        let locator = MapLocator(
            nameServiceSwitch: NameServiceSwitch([]),
            mapDirectory: "/etc",
            library: MapLibrary(NoFiles())
        )
        return ResolverContext(
            facts: facts,
            configuration: configuration,
            locator: locator,
            variables: VariableTable(facts: facts)
        )
    }

    /// Why automount refuses an entry, or an offset of it, for every user; `nil` if it does not.
    ///
    /// - Parameters:
    ///   - value: The text of the entry.
    ///   - key: Its key.
    ///   - map: The options of the map.
    /// - Returns: What a look-up would say. A release that alone refuses the entry is named.
    package func refusal(
        of value: [UInt8],
        key: Key,
        options map: MasterMapOptions = MasterMapOptions(ofSubmount: [])
    ) -> ResolutionFailure? {
        let failures = zip(Self.releases, contexts).map { release, context in
            (release, failure(of: value, key: key.text(Self.names[0]), map, context))
        }
        guard let (release, found) = failures.first(where: { $0.1 != nil }), let failure = found else {
            return nil
        }
        if failures.allSatisfy({ $0.1 != nil }) { return failure }
        return ResolutionFailure(
            failure.code,
            "\(failure.message), which automount \(release) refuses",
            help: failure.help
        )
    }

    /// The maps that an entry mounts, as far as they are the same for every user and every name.
    package func submounts(
        of value: [UInt8],
        key: Key,
        options map: MasterMapOptions
    ) -> [Submount] {
        let one = submounts(of: value, key: key.text(Self.names[0]), map, contexts[0])
        let other = submounts(of: value, key: key.text(Self.names[1]), map, contexts[contexts.count - 1])
        return one.filter { mount in
            other.contains { $0.source.map == mount.source.map && $0.offset == mount.offset }
        }
    }

    /// Whether a variable has a value: automount's own, one of the user who asks, or one of `-D`.
    package func defines(_ name: ArraySlice<UInt8>, options map: MasterMapOptions) -> Bool {
        contexts.contains { $0.variables.defining(map.definitions).value(of: name) != nil }
    }
}

extension EntryJudge {
    private func failure(
        of value: [UInt8],
        key: [UInt8],
        _ map: MasterMapOptions,
        _ context: ResolverContext
    ) -> ResolutionFailure? {
        do throws(ResolutionFailure) {
            for (options, location, _) in try mounts(of: value, key: key, map, context)
            where MountOptions(options).isNFS {
                _ = try NFSLocations.parse(location)
            }
            return nil
        } catch {
            return error
        }
    }

    private func submounts(
        of value: [UInt8],
        key: [UInt8],
        _ map: MasterMapOptions,
        _ context: ResolverContext
    ) -> [Submount] {
        let mounts = (try? mounts(of: value, key: key, map, context)) ?? []
        return mounts.compactMap { text, location, offset in
            let options = MountOptions(text)
            guard options.type == "autofs",
                let mounted = try? AutomountResolver.Submount(map: location, options: options, parent: map)
            else { return nil }
            return mounted.source.map { Submount(source: $0, offset: offset) }
        }
    }

    /// The options and locations of an entry, those of each offset apart.
    private func mounts(
        of value: [UInt8],
        key: [UInt8],
        _ map: MasterMapOptions,
        _ context: ResolverContext
    ) throws(ResolutionFailure) -> [(options: [UInt8], location: [UInt8], offset: [UInt8])] {
        let reader = EntryReader(context: context, map: map)
        let entry = try reader.read(value, of: key)
        guard MultiMount.isMultiMount(entry.rest, version: context.version) else {
            return [(entry.options, try reader.location(of: entry), [])]
        }
        var mounts: [(options: [UInt8], location: [UInt8], offset: [UInt8])] = []
        for offset in try reader.offsets(of: entry) {
            let (options, location) = try reader.reread(offset, after: entry.options)
            mounts.append((options, location, offset.path == [MapByte.slash] ? [] : offset.path))
        }
        return mounts
    }
}

/// No files: what an entry says by itself needs none.
private struct NoFiles: MapSource {
    func file(at path: String) -> MapFile { .missing }
}
