import Testing

@testable import AutomountResolver

// modules/mount_nfs.c: mount_mount
@Suite struct NFSOptionsTests {
    private static let items: [Row<(options: String, mapGoesByWeight: Bool), String>] = [
        Row("options stay", ("ro,soft", false), "ro,soft"),
        // options-059
        Row("nobind is taken out", ("nobind", false), ""),
        // options-205
        Row("only the whole word nobind is removed", ("ro,nobindx,soft", false), "ro,nobindx,soft"),
        // options-199
        Row("symlink is taken out as a whole word alone", ("ro,symlinkx,soft", false), "ro,symlinkx,soft"),
        // options-211
        Row(
            "nosymlink is taken out as a whole word alone",
            ("ro,nosymlinkx,soft", false),
            "ro,nosymlinkx,soft"
        ),
        // options-016
        Row("a comma at the end stays", ("rw,", false), "rw,"),
        // options-077
        Row("the weight option leaves nothing where it is the only one", ("use-weight-only", false), ""),
        // options-229
        Row("the weight option leaves a comma at the end", ("ro,use-weight-onlyx,soft", false), "ro,soft,"),
        // start-multi-w1
        Row("use-weight-only in the master map leaves a trailing comma", ("ro", true), "ro,"),
        // rule-empty-option-044
        Row("a lone comma gives an empty option list", (",", false), ""),
    ]

    private static let binds: [Row<String, (forbidsBind: Bool, isSymlink: Bool, isReadOnly: Bool)>] = [
        // locations-040
        Row("a local path is bound", "soft", (false, false, false)),
        // locations-049
        Row("nobind forbids that", "nobind", (true, false, false)),
        // locations-050
        Row("nosymlink forbids a bind mount", "nosymlink", (true, false, false)),
        Row("symlink makes a link", "symlink", (false, true, false)),
        Row("ro is taken over", "ro", (false, false, true)),
        // lib/cat_path.c: _strncmp of no bytes; rule-empty-option-043
        Row("an empty option at the end forbids binding", "ro,", (true, false, true)),
        // rule-empty-option-044
        Row("a lone comma does not forbid a bind mount", ",", (false, false, false)),
    ]

    private static let versions: [Row<(options: String, defaultVersion: Int), Set<Int>>] = [
        // rule-nfs-version-001
        Row("servers are asked for version 3", ("ro", 3), [3]),
        // rule-nfs-version-002
        Row("the type nfs4 asks for version 4", ("fstype=nfs4", 3), [4]),
        // rule-nfs-version-003
        Row("vers=4 asks for version 4", ("vers=4", 3), [4]),
        // rule-nfs-version-008
        Row("a minor version is one of version 4", ("nfsvers=4.1", 3), [4]),
        // rule-nfs-version-006
        Row("vers=3 asks for version 3", ("vers=3", 4), [3]),
        // rule-nfs-version-010
        Row("vers=2 asks for version 2", ("vers=2", 3), [2]),
        // rule-nfs-version-012
        Row("the last version counts", ("vers=2,vers=4", 3), [4]),
        // include/replicated.h: NFS_VERS_DEFAULT
        Row("mount_nfs_default_protocol = 4 asks for both", ("ro", 4), [3, 4]),
    ]

    private func options(_ text: String, mapGoesByWeight: Bool = false, defaultVersion: Int = 3) -> NFSOptions
    {
        NFSOptions(
            MountOptions(bytes(text)),
            usesWeightOnly: mapGoesByWeight,
            defaultVersion: defaultVersion,
            trace: nil
        )
    }

    @Test(arguments: items) func `mount gets what the NFS module leaves of the options`(
        row: Row<(options: String, mapGoesByWeight: Bool), String>
    ) {
        let found = options(row.input.options, mapGoesByWeight: row.input.mapGoesByWeight)
        #expect(found.items.joined(separator: ",") == row.output, row.comment)
    }

    @Test(arguments: binds) func `options decide how a local path is mounted`(
        row: Row<String, (forbidsBind: Bool, isSymlink: Bool, isReadOnly: Bool)>
    ) {
        let found = options(row.input)
        #expect(found.forbidsBind == row.output.forbidsBind, row.comment)
        #expect(found.isSymlink == row.output.isSymlink, row.comment)
        #expect(found.isReadOnly == row.output.isReadOnly, row.comment)
    }

    @Test(arguments: versions) func `options decide for which versions servers are asked`(
        row: Row<(options: String, defaultVersion: Int), Set<Int>>
    ) {
        let found = options(row.input.options, defaultVersion: row.input.defaultVersion)
        #expect(found.versions == row.output, row.comment)
    }
}
