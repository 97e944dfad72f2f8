import MountMaps
import SiteCheck
import SourceText
import Testing

@Suite struct `Maps that an entry mounts` {
    private static let master = "# /etc/auto.master\n/base /etc/auto.base\n"

    private static func codes(_ text: String) -> [String] {
        let site = Site(reading: ExampleSite(master + text))
        let own = site.checkedTexts(perFlavor: .perFlavor).flatMap { text in
            text.findings(nfsUtils: "2.6.2").report.diagnostics
        }
        return (own + site.reports().flatMap(\.diagnostics)).map(\.rule.code).sorted()
    }

    @Test(arguments: [
        ("sub -fstype=autofs file:/etc/auto.subb\n", ["MST003"]),
        ("sub -fstype=autofs auto.subb\n", ["MST003"]),
        ("sub /x -fstype=autofs file:/etc/auto.subb /y srv:/y\n", ["MST003"]),
        ("sub -fstype=autofs program:/etc/auto.prog\n# /etc/auto.prog mode 0644\n#!/bin/sh\n", ["MST005"]),
        ("sub -fstype=autofs program:/etc/auto.prog\n", ["MST003"]),
        ("sub -fstype=autofs file:/etc/auto.sub\n# /etc/auto.sub\n# nothing\n", ["MST003"]),
        (
            "sub -fstype=autofs file:/etc/auto.sub\n# /etc/auto.sub\na srv1:/a\n b srv1:/b\nc srv1/c\n",
            ["MAP002", "MAP007"]
        ),
        (
            "a -fstype=autofs file:/etc/auto.a\n# /etc/auto.a\nb -fstype=autofs file:/etc/auto.b\n"
                + "# /etc/auto.b\nc srv/c\n", ["MAP007"]
        ),
        ("* -fstype=autofs file:/etc/auto.sub\n# /etc/auto.sub\nc srv/c\n", ["MAP007"]),
    ]) func `are checked as those of the master map are`(map: String, codes: [String]) {
        #expect(Self.codes("# /etc/auto.base\n" + map) == codes)
    }

    @Test func `are noted if they are empty, as those of the master map`() {
        let text = "# /etc/auto.base\nsub -fstype=autofs file:/etc/auto.sub\n# /etc/auto.sub\n# nothing\n"
        let found = Site(reading: ExampleSite(Self.master + text)).reports().flatMap(\.diagnostics)
        #expect(found.map(\.rule.code) == ["MST003"] && found.map(\.severity) == [.note])
    }

    @Test(arguments: [
        "sub -fstype=autofs ldap:ou=x,dc=y\n", "sub -fstype=autofs yp:auto.y\n",
        "sub -fstype=autofs program:/etc/auto.prog\n# /etc/auto.prog mode 0755\n#!/bin/sh\n",
    ]) func `are noted where they are not read`(map: String) {
        #expect(Self.codes("# /etc/auto.base\n" + map) == ["MST037"])
    }

    @Test(arguments: [
        "sub -fstype=autofs file:/etc/auto.sub\n# /etc/auto.sub\na srv:/a\n",
        "* -fstype=autofs file:/etc/auto.&\n", "* -fstype=autofs file:/etc/auto.$USER\n",
        "sub -fstype=autofs -hosts\n",
        "sub -fstype=autofs file:/etc/auto.base\nx srv:/x\n",
        "& -fstype=nfs srv:/x\n",
    ]) func `are fine if they exist, or if only a look-up shows which map it is`(map: String) {
        #expect(Self.codes("# /etc/auto.base\n" + map) == [])
    }
}
