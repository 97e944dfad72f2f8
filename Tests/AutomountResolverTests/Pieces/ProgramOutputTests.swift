import Testing

@testable import AutomountResolver

// modules/lookup_program.c: lookup_one
@Suite struct ProgramOutputTests {
    private static let outputs: [Row<String, String>] = [
        Row("the first line is the entry", "server:/a\n", "server:/a"),
        Row("the last line feed may be missing", "server:/a", "server:/a"),
        // program-007
        Row("later lines do not count", "server:/one\nserver:/two\n", "server:/one"),
        // program-008
        Row("empty lines before it are passed over", "\nserver:/two\n", "server:/two"),
        // program-010
        Row("white space before it is passed over", "\tserver:/p\n", "server:/p"),
        // program-026
        Row("blanks alone are no entry", "  \n", ""),
        // program-015
        Row("a backslash and a line feed become a blank", "server:/a\\\nb\n", "server:/a b"),
        // program-006
        Row("another backslash stays", "server:/p/\\&\n", "server:/p/\\&"),
        // program-014
        Row("an entry may be a multi-mount", "/ server:/r /sub server:/s\n", "/ server:/r /sub server:/s"),
    ]

    private static let outcomes: [Row<ProgramOutcome, String?>] = [
        Row("output gives the entry", .exited(status: 0, output: bytes("server:/a\n")), "server:/a"),
        // program-022
        Row(
            "another status than 0 gives none, even with output",
            .exited(status: 1, output: bytes("server:/p\n")),
            nil
        ),
        // program-024
        Row("a failure without output gives none", .exited(status: 1, output: []), nil),
        // program-026
        Row("blanks alone give none", .exited(status: 0, output: bytes("  \n")), nil),
        // program-030
        Row("a signal gives none", .exited(status: 137, output: []), nil),
    ]

    @Test(arguments: outputs) func `the first line of a program is its entry`(row: Row<String, String>) {
        #expect(text(ProgramOutput.entry(in: bytes(row.input))) == row.output, row.comment)
    }

    @Test(arguments: outcomes) func `a program has an entry or has none`(
        row: Row<ProgramOutcome, String?>
    ) throws {
        let run = ProgramRun(path: "/p", key: bytes("k"), directory: "/home", environment: [:])
        let answer = try ProgramAnswer(row.input, of: run)
        let entry: String? = if case .entry(let value) = answer { text(value) } else { nil }
        #expect(entry == row.output, row.comment)
    }
}
