import SiteCheck
import SourceText
import Testing

/// Names below exports.d and auto.master.d that no daemon reads, and need not.
@Suite struct `Names among drop-ins` {
    private static let master = "# /etc/auto.master\n+dir:/etc/auto.master.d\n"

    @Test(arguments: [
        // OpenZFS leaves the lock on every server that uses sharenfs.
        "# /etc/exports.d/zfs.exports.lock\n", "# /etc/exports.d/README\nsee wiki\n",
        "# /etc/exports.d/notes.txt\n# /srv *(ro)\n\n", "# /etc/exports.d/keep/hosts\n10.0.0.1 a\n",
        "# /etc/exports.d/old.bak/a.exports\n/srv *(ro)\n", "# /etc/exports.d/a.exports~\n/srv *(ro)\n",
        master + "# /etc/auto.master.d/empty\n",
        master + "# /etc/auto.master.d/notes\nask Joe\n# /h /etc/h\n",
        master + "# /etc/auto.master.d/home.autofs\n/h /etc/auto.master.d/maps/h\n"
            + "# /etc/auto.master.d/maps/h\npub srv:/pub\n",
        master + "# /etc/auto.master.d/.git/a.autofs\n/h -hosts\n",
        "# /etc/auto.master\n+dir:/etc/auto.master.d\n+dir:/etc/auto.master.d/more\n"
            + "# /etc/auto.master.d/more/a.autofs\n/net -hosts\n",
    ])
    func `are not reported if they hold no entry that is lost`(site: String) {
        #expect(found(site).isEmpty)
    }

    @Test(arguments: [
        ("# /etc/exports.d/home.conf\n/srv *(ro)\n", "EXP062", "Rename it to NAME.exports."),
        ("# /etc/exports.d/README\nsee wiki\n/srv *(ro)\n", "EXP062", "Rename it to NAME.exports."),
        ("# /etc/exports.d/quoted\n \"/srv/a b\" *(ro)\n", "EXP062", "Rename it to NAME.exports."),
        ("# /etc/exports.d/zfs/a.exports\n/srv *(ro)\n", "EXP062", "Move the files up into /etc/exports.d."),
        (
            "# /etc/exports.d/d.exports/a.exports\n/srv *(ro)\n", "EXP062",
            "Move the files up into /etc/exports.d."
        ),
        (master + "# /etc/auto.master.d/home\n/h -hosts\n", "MST014", "Rename it to NAME.autofs."),
        (master + "# /etc/auto.master.d/home\n+auto.more\n", "MST014", "Rename it to NAME.autofs."),
        (
            master + "# /etc/auto.master.d/nas/a.autofs\n/h -hosts\n", "MST014",
            "Move the files up into /etc/auto.master.d, or add the line +dir:/etc/auto.master.d/nas."
        ),
    ])
    func `are reported with the cure that fits if entries in them are lost`(
        site: String,
        code: String,
        help: String
    ) {
        let found = found(site)
        #expect(found.map(\.rule.code) == [code])
        #expect(found.map(\.help) == [help])
    }

    private func found(_ site: String) -> [Diagnostic] {
        Site(reading: ExampleSite(site)).reports().flatMap(\.diagnostics)
            .filter { ["EXP062", "MST014"].contains($0.rule.code) }
    }
}
