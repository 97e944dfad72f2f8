import MountMaps
import Testing

@testable import AutomountResolver

// modules/parse_sun.c: sun_mount; lib/cat_path.c: _strncmp, which compares the beginning alone
@Suite struct MountOptionsTests {
    private static let types: [Row<String, String>] = [
        Row("without fstype the type is nfs", "ro", "nfs"),
        // options-027
        Row("fstype= may stand anywhere", "ro,fstype=nfs4", "nfs4"),
        // options-035
        Row("the last fstype= counts", "fstype=nfs,fstype=nfs4", "nfs4"),
        // options-036
        Row("the last fstype= counts, nfs as well", "fstype=nfs4,fstype=nfs", "nfs"),
        // options-033
        Row("fstype= may be empty", "fstype=", ""),
        // options-038
        Row("a letter before fstype= makes it another option", "xfstype=nfs4", "nfs"),
    ]

    private static let items: [Row<String, String>] = [
        Row("other options stay in their order", "soft,rw,ro", "soft,rw,ro"),
        Row("fstype= is taken out", "ro,fstype=nfs4,soft", "ro,soft"),
        // options-034
        Row("fstype without a value stays", "fstype", "fstype"),
        // options-023
        Row("timeo= stays", "timeo=14,retrans=3", "timeo=14,retrans=3"),
        // options-193
        Row("all that begins with timeout= is taken out", "ro,timeout=5x,soft", "ro,soft"),
        // options-187
        Row("all that begins with browse is taken out", "ro,browsefoo,soft", "ro,soft"),
        Row("all that begins with nobrowse is taken out", "ro,nobrowsefoo,soft", "ro,soft"),
        // options-223
        Row("all that begins with nofg is taken out", "ro,nofgx,soft", "ro,soft"),
        // options-226
        Row("all that begins with bg is taken out", "ro,bgx,soft", "ro,soft"),
        Row("fg stays", "ro,fg,soft", "ro,fg,soft"),
        // options-058
        Row("all that begins with nonstrict is taken out", "nonstricter", ""),
        Row("strict is taken out", "ro,strict,soft", "ro,soft"),
        Row("strict is taken out as a whole word alone", "ro,stricter,soft", "ro,stricter,soft"),
        Row("nostrict stays", "nostrict", "nostrict"),
        // options-229
        Row("all that begins with use-weight-only is taken out", "ro,use-weight-onlyx,soft", "ro,soft"),
        Row("all that begins with no-use-weight-only is taken out", "ro,no-use-weight-onlyx", "ro"),
        Row("several commas are one", "ro,,soft", "ro,soft"),
        Row("a comma first is passed over", ",ro", "ro"),
        // options-016
        Row("a comma at the end stays", "rw,", "rw,"),
        // submount-019
        Row("timeout= stays for autofs", "fstype=autofs,timeout=33", "timeout=33"),
        // submount-021
        Row("timeout= stays where autofs comes later", "timeout=33,fstype=autofs", "timeout=33"),
        // submount-023
        Row("browse stays for autofs", "fstype=autofs,browse", "browse"),
    ]

    private static let strictness: [Row<String, Bool>] = [
        Row("a failure is not strict", "ro", false), Row("strict makes it so", "strict", true),
        Row("of strict and nonstrict the last counts", "strict,nonstrict", false),
        Row("of nonstrict and strict the last counts", "nonstrict,strict", true),
    ]

    private static let weights: [Row<String, Bool?>] = [
        Row("without a word nothing is said", "ro", nil),
        // replicated-052
        Row("use-weight-only says yes", "use-weight-only", true),
        // replicated-066
        Row("no-use-weight-only says no", "no-use-weight-only", false),
    ]

    @Test(arguments: types) func `options name the type`(row: Row<String, String>) {
        #expect(MountOptions(bytes(row.input)).type == row.output, row.comment)
    }

    @Test(arguments: items) func `automount takes out options of its own`(row: Row<String, String>) {
        let items = MountOptions(bytes(row.input)).items
        #expect(items.map { text($0) }.joined(separator: ",") == row.output, row.comment)
    }

    @Test(arguments: strictness) func `options say whether a failure is strict`(row: Row<String, Bool>) {
        #expect(MountOptions(bytes(row.input)).isStrict == row.output, row.comment)
    }

    @Test(arguments: weights) func `options say whether weights alone count`(row: Row<String, Bool?>) {
        #expect(MountOptions(bytes(row.input)).usesWeightOnly == row.output, row.comment)
    }
}
