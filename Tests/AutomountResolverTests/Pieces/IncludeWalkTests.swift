import MountMaps
import Testing

@testable import AutomountResolver

/// Maps below `/etc` by name; a walk begins with `home`.
typealias Maps = [String: String]

extension MapLocator {
    /// A locator of maps below `/etc`.
    init(maps: Maps, programs: Set<String> = []) {
        self.init(
            files: Dictionary(uniqueKeysWithValues: maps.map { ("/etc/" + $0.key, $0.value) }),
            programs: Set(programs.map { "/etc/" + $0 })
        )
    }

    /// The place of the map with which a walk begins.
    var home: [MapPlace] { [.file("/etc/home")] }
}

/// Maps that include each other one by one from `home` on, and a last one with a text.
func chain(of depth: Int, endingWith text: String) -> Maps {
    var maps = ["home": "+1\n", "\(depth)": text]
    for level in 1..<depth { maps["\(level)"] = "+\(level + 1)\n" }
    return maps
}

// modules/lookup_file.c: lookup_one, lookup_read_map
@Suite struct IncludeWalkTests {
    /// Notes what it comes by.
    private struct Recorder: MapVisitor {
        var steps: [String] = []

        mutating func enters(_ place: MapPlace, depth: Int) -> Bool { depth <= AutomountLimits.includeDepth }

        mutating func visitEntries(_ positions: Range<Int>, of map: VisitedMap) -> Never? {
            steps += map.document.entries[positions].map { text(map.document.key(of: $0)) }
            return nil
        }

        mutating func visit(_ place: MapPlace, depth: Int) -> IncludeWalk.Step<Never> {
            steps.append("not a file, \(depth) deep")
            return .next
        }
    }

    private static let walks: [Row<Maps, [String]>] = [
        Row("keys come in the order of the map", ["home": "a s:/\nb s:/\n"], ["a", "b"]),
        // direct-030, direct-031
        Row(
            "an include comes where its line is",
            ["home": "a s:/\n+inc\nb s:/\n", "inc": "i s:/\n"],
            ["a", "i", "b"]
        ),
        Row(
            "an include of an include comes inside it",
            ["home": "+inc\nb s:/\n", "inc": "i s:/\n+two\nj s:/\n", "two": "t s:/\n"],
            ["i", "t", "j", "b"]
        ),
        Row(
            "two includes in a row come in their order",
            ["home": "+inc\n+two\n", "inc": "i s:/\n", "two": "t s:/\n"],
            ["i", "t"]
        ),
        Row("a missing include is passed over", ["home": "a s:/\n+none\nb s:/\n"], ["a", "b"]),
        // include-046
        Row("an include of an unknown type is passed over", ["home": "+dir:/etc\nb s:/\n"], ["b"]),
        // include-025
        Row("a map that includes itself by its name goes on", ["home": "a s:/\n+home\nb s:/\n"], ["a", "b"]),
        // include-026
        Row("a map that includes itself by its path goes on", ["home": "+/etc/home\nb s:/\n"], ["b"]),
        // rule-include-shared-003
        Row("a map that includes itself as a file goes on", ["home": "+file:/etc/home\nb s:/\n"], ["b"]),
        Row(
            "a map is visited as often as it is included",
            ["home": "+inc\n+inc\n", "inc": "i s:/\n"],
            ["i", "i"]
        ),
        // include-041
        Row(
            "a relative name with a slash is no file",
            ["home": "+sub/inc\n", "sub/inc": "i s:/\n"],
            ["not a file, 1 deep"]
        ),
    ]

    @Test(arguments: walks) func `a walk reads includes where they are written`(row: Row<Maps, [String]>) {
        let locator = MapLocator(maps: row.input)
        var recorder = Recorder()
        _ = try? IncludeWalk(locator: locator).visit(locator.home, with: &recorder)
        #expect(recorder.steps == row.output, row.comment)
    }
}
