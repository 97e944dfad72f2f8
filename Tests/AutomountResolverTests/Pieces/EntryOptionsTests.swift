import MountMaps
import Testing

@testable import AutomountResolver

@Suite struct EntryOptionsTests {
    /// The options that were taken, `nil` where there are none, and what is left of the entry.
    typealias Taken = (options: String?, rest: String)

    // modules/parse_sun.c: parse_mount, parse_mapent (strstr), concat_options
    private static let joins: [Row<(earlier: String, later: String), String>] = [
        Row("options are joined by a comma", ("ro", "soft"), "ro,soft"),
        Row("contradictions are all kept", ("rw", "ro"), "rw,ro"),
        // options-011
        Row("a later text that begins with the earlier one replaces it", ("r", "rw"), "rw"),
        // options-102
        Row("a later text that ends with the earlier one replaces it", ("soft", "rw,soft"), "rw,soft"),
        // options-104
        Row("several options are replaced as one text", ("rw,soft", "rw,soft,intr"), "rw,soft,intr"),
        // options-106
        Row("the earlier text may be in the middle of a word", ("o", "nosuid"), "nosuid"),
        // multi-mount-025
        Row("an option vanishes where its letters begin another", ("ro", "rosize"), "rosize"),
        Row("the same options in another order are kept twice", ("rw,soft", "soft,rw"), "rw,soft,soft,rw"),
        Row("an earlier text that contains the later one stays", ("rosize", "ro"), "rosize,ro"),
        Row("nothing before options adds no comma", ("", "ro"), "ro"),
        Row("nothing after options adds no comma", ("ro", ""), "ro"),
    ]

    private static let parts: [Row<(text: String, part: String), Bool>] = [
        Row("a text contains itself", ("ro", "ro"), true),
        Row("a text contains its end", ("nosuid", "suid"), true),
        Row("a text contains nothing", ("ro", ""), true),
        Row("nothing contains no text", ("", "r"), false),
        Row("a text does not contain a longer one", ("ro", "rosize"), false),
        Row("letters that do not follow each other are not contained", ("r,o", "ro"), false),
        Row("a beginning that repeats is found", ("aab", "ab"), true),
    ]

    // modules/parse_sun.c: parse_options; lib/parse_subs.c: chunklen, dequote
    private static let leading: [Row<String, Taken>] = [
        Row("a word with a dash gives options", "-rw,soft server:/a", ("rw,soft", "server:/a")),
        Row("an entry without a dash has none", "server:/a", (nil, "server:/a")),
        // options-011
        Row("several words are joined", "-r -rw server:/a", ("rw", "server:/a")),
        // options-013
        Row("two dashes are the option of one dash", "-- server:/a", ("-", "server:/a")),
        // options-016
        Row("a comma at the end stays", "-rw, server:/a", ("rw,", "server:/a")),
        // quoting-061
        Row(
            "a blank ends the options, and the rest is a location",
            "-rw,a b server:/a",
            ("rw,a", "b server:/a")
        ),
        Row("quotes and backslashes are taken out", #"-"a b",c\ d server:/a"#, ("a b,c d", "server:/a")),
        Row("an empty word after another does no harm", "-ro - server:/a", ("ro", "server:/a")),
    ]

    // modules/parse_sun.c: concat_options; 5.1.9 "fix minus only option handling in concat_options()"
    private static let emptyWords: [Row<String, Taken>] = [
        // options-108, malformed-031
        Row("a dash alone gives no options", "- server:/a", ("", "server:/a")),
        // malformed-056
        Row("options may follow a dash alone", "- -ro server:/a", ("ro", "server:/a")),
    ]

    // modules/parse_sun.c: parse_mapent
    private static let offsets: [Row<(inherited: String, text: String), String>] = [
        Row("an offset without options has those of the entry", ("rw", "server:/s"), "rw"),
        // multi-mount-026
        Row(
            "each word of an offset adds to the entry's options",
            ("rw,soft", "-a -b server:/r"),
            "rw,soft,a,b"
        ),
        // multi-mount-024
        Row("an offset with the entry's options has them once", ("rw,soft", "-rw,soft server:/r"), "rw,soft"),
        // multi-mount-025
        Row("the letters of the entry's options may vanish", ("ro", "-rosize server:/r"), "rosize"),
        // multi-mount-035
        Row("contradictions of an offset are all kept", ("rw", "-ro server:/s"), "rw,ro"),
        Row("an empty word of an offset does no harm", ("", "- server:/s"), ""),
    ]

    private func take(_ entry: String, _ version: AutofsVersion) throws(ResolutionFailure) -> Taken {
        var entry = EntryText(bytes(entry))
        let options = try EntryOptions.takeLeading(from: &entry, version: version, trace: nil)
        return (options.map { text($0) }, text(entry.rest))
    }

    @Test(arguments: joins) func `options are joined as text`(
        row: Row<(earlier: String, later: String), String>
    ) {
        let joined = EntryOptions.joined(bytes(row.input.earlier), bytes(row.input.later))
        #expect(text(joined) == row.output, row.comment)
    }

    @Test(arguments: parts) func `a text is searched for another`(
        row: Row<(text: String, part: String), Bool>
    ) {
        let contains = EntryOptions.contains(bytes(row.input.text), bytes(row.input.part))
        #expect(contains == row.output, row.comment)
    }

    @Test(arguments: leading, AutofsVersion.observed)
    func `an entry begins with its options`(row: Row<String, Taken>, version: AutofsVersion) throws {
        #expect(try take(row.input, version) == row.output, row.comment)
    }

    @Test(arguments: emptyWords) func `5.1.8 refuses an empty first option word and 5.1.9 takes it`(
        row: Row<String, Taken>
    ) throws {
        #expect(throws: ResolutionFailure.self, row.comment) { try take(row.input, .release518) }
        #expect(try take(row.input, .release519) == row.output, row.comment)
    }

    @Test(arguments: offsets) func `an offset adds to the options of its entry`(
        row: Row<(inherited: String, text: String), String>
    ) throws {
        let inherited = bytes(row.input.inherited)
        var entry = EntryText(bytes(row.input.text))
        let words = try EntryOptions.takeOffsetWords(from: &entry, after: inherited, trace: nil)
        let offset = Offset(path: bytes("/"), inherited: inherited, words: words, location: [])
        #expect(text(offset.options) == row.output, row.comment)
    }
}
