import MountMaps
import Testing

@testable import AutomountResolver

@Suite struct EntryReaderTests {
    /// The options of `-O`, of the map and of the entry.
    typealias Options = (global: String, map: String, entry: String)

    // modules/parse_sun.c: do_init, parse_mount
    private static let appended: [Row<Options, String>] = [
        // options-100
        Row("options of the map come before those of the entry", ("", "rw", "ro"), "rw,ro"),
        // options-167
        Row("options of -O come before all", ("soft,intr", "", "ro"), "soft,intr,ro"),
        Row("options of -O come before those of the map", ("soft", "rw", "ro"), "soft,rw,ro"),
        // options-102
        Row("options of the map vanish in those of the entry", ("", "soft", "rw,soft"), "rw,soft"),
    ]

    // append_options = no
    private static let replaced: [Row<Options, String>] = [
        // options-163, rule-settings-064
        Row("options of the entry replace those of the map", ("", "rw", "ro"), "ro"),
        Row("without options of the entry those of the map stay", ("", "rw", ""), "rw"),
    ]

    // modules/parse_sun.c: update_offset_entry, mount_subtree
    private static let offsets: [Row<(path: String, location: String), String>] = [
        // rule-offset-again-011
        Row("the location of the root is split again", ("/", "server:/a  b"), "server:/a b"),
        // rule-offset-again-012
        Row("that of another offset is not", ("/s", "server:/a  b"), "server:/a  b"),
        // rule-offset-again-013
        Row("no variable is replaced a second time", ("/s", "server:/$USER"), "server:/$USER"),
    ]

    private func options(_ options: Options, configuration: String = "") throws -> String {
        var facts = ResolverFacts.observed()
        facts.globalOptions = options.global
        let reader = EntryReader(
            context: ResolverContext(["/etc/autofs.conf": "[ autofs ]\n\(configuration)\n"], facts: facts),
            map: MasterMapOptions(ofSubmount: options.map.isEmpty ? [] : [bytes(options.map)])
        )
        let entry = options.entry.isEmpty ? "server:/a" : "-\(options.entry) server:/a"
        return text(try reader.read(bytes(entry), of: bytes("alice")).options)
    }

    @Test(arguments: appended) func `an entry adds to the options of its map`(row: Row<Options, String>)
        throws
    {
        #expect(try options(row.input) == row.output, row.comment)
    }

    @Test(arguments: replaced) func `with append_options = no an entry replaces the options of its map`(
        row: Row<Options, String>
    ) throws {
        #expect(try options(row.input, configuration: "append_options = no") == row.output, row.comment)
    }

    @Test(arguments: offsets) func `an offset is read a second time when it is mounted`(
        row: Row<(path: String, location: String), String>
    ) throws {
        let reader = EntryReader(context: ResolverContext([:]), map: MasterMapOptions(ofSubmount: []))
        let location = bytes(row.input.location)
        let offset = Offset(path: bytes(row.input.path), inherited: [], words: [], location: location)
        #expect(text(try reader.reread(offset, after: []).location) == row.output, row.comment)
    }

    // directory-x-nul
    @Test func `an entry ends at a NUL`() throws {
        let reader = EntryReader(context: ResolverContext([:]), map: MasterMapOptions(ofSubmount: []))
        let entry = try reader.read(bytes("server:/a\0 b"), of: bytes("alice"))
        #expect(text(try reader.location(of: entry)) == "server:/a")
    }

    // modules/parse_sun.c: parse_mount ("it can contain junk"); submount-033
    @Test func `the location of a map of hosts is forgotten`() throws {
        let reader = EntryReader(context: ResolverContext([:]), map: MasterMapOptions(ofSubmount: []))
        let entry = try reader.read(bytes("-fstype=autofs,hosts x"), of: bytes("alice"))
        #expect(text(try reader.location(of: entry)) == "-hosts")
    }

    // malformed-003, malformed-016, malformed-030
    @Test func `an entry without a location is refused`() throws {
        let reader = EntryReader(context: ResolverContext([:]), map: MasterMapOptions(ofSubmount: []))
        let entry = try reader.read(bytes("-ro"), of: bytes("alice"))
        #expect(throws: ResolutionFailure.self) { try reader.location(of: entry) }
    }
}
