import Foundation
import Testing

/// Files that cannot be replaced: plan says so, and sync does the rest.
@Suite struct UnwritableFilesTests {
    private let ann = TemporarySite.User(name: "ann", uidNumber: 10_001)

    @Test(arguments: [
        (
            "echo '/srv/a *(ro)' >\"$R/x\"; touch \"$R/etc/exports\"; mount --bind \"$R/x\" \"$R/etc/exports\"",
            "/etc/exports is a mount point, so it cannot be replaced at once; unmount it, or set file = "
                + "\"/etc/exports.d/autohome.exports\""
        ),
        ("touch \"$R/etc/exports\"; ln \"$R/etc/exports\" \"$R/x\"", "/etc/exports has 2 names (hard links)"),
        (
            "touch \"$R/etc/exports\"; chattr +i \"$R/etc/exports\"; trap 'chattr -i \"$R/etc/exports\"' EXIT",
            "/etc/exports is immutable, so it cannot be replaced; run chattr -i on it"
        ),
        (
            "mkdir \"$R/ro\"; mount -t tmpfs -o ro none \"$R/ro\"; ln -s /ro/exports \"$R/etc/exports\"",
            "/ro/exports is on a file system that is mounted read-only"
        ),
    ])
    func `names exports that cannot be replaced, and does the rest`(prepare: String, message: String)
        async throws
    {
        try await TemporarySite.with([ann]) { site in
            let script = """
                A=$1 R=$2
                \(prepare)
                cat "$R/etc/exports" >"$R/before" 2>&1
                "$A" plan --root "$R"; echo "plan: $?"
                "$A" sync --root "$R"; echo "sync: $?"
                cat "$R/etc/exports" 2>&1 | cmp - "$R/before" && echo "exports untouched"
                """
            let result = try await Autohome.run(
                command: ["unshare", "--mount", "sh", "-c", script, "sh", Autohome.path, site.root]
            )
            let text = result.output
            #expect(text.contains("plan: 1\n") && text.contains("sync: 1\n"), "\(result)")
            #expect(text.split(separator: "\n").filter { $0.contains(message) }.count == 2, "\(result)")
            #expect(text.contains("exports untouched"), "\(result)")
            #expect(try site.homes() == ["ann"])
            #expect(try site.read("etc/auto.master").contains("/home"))
        }
    }

    @Test func `says nothing of a file that cannot be replaced and need not change`() async throws {
        try await TemporarySite.with([ann]) { site in
            try await site.expect(0, "sync")
            let script = """
                mount --bind "$2/etc/exports" "$2/etc/exports" && "$1" sync --root "$2"
                """
            let result = try await Autohome.run(
                command: ["unshare", "--mount", "sh", "-c", script, "sh", Autohome.path, site.root]
            )
            #expect(result.status == 0, "\(result)")
        }
    }
}
