import Testing

@testable import AutomountResolver

// versionsort(3), by which modules/lookup_dir.c: lookup_read_master sorts
@Suite struct VersionOrderTests {
    private static let pairs: [Row<(first: String, second: String), Bool>] = [
        // master-120
        Row("9 comes before 10", ("x9.autofs", "x10.autofs"), true),
        Row("10 does not come before 9", ("x10.autofs", "x9.autofs"), false),
        Row("letters are in their order", ("a.autofs", "b.autofs"), true),
        Row("a name comes before a longer one", ("a", "a1"), true),
        Row("a dot comes before a digit", ("a.autofs", "a1.autofs"), true),
        Row("capitals come before small letters", ("B", "a"), true),
        Row("later numbers compare as numbers too", ("a1b2", "a1b10"), true),
        Row("equal names are in no order", ("a1", "a1"), false),
    ]

    @Test(arguments: pairs) func `file names are in the order of versions`(
        row: Row<(first: String, second: String), Bool>
    ) {
        #expect(VersionOrder.precedes(row.input.first, row.input.second) == row.output, row.comment)
    }
}
