import MountMaps
import Testing

@testable import AutomountResolver

/// A template stands for the whole pipeline, so the rows say when it may: where the name goes into the path unchanged
/// and decides nothing else.
@Suite struct WildcardTemplateTests {
    /// A client with one wildcard.
    struct Client: Sendable, CustomStringConvertible {
        let home: String
        var master = "/home auto.home\n"
        var direct = ""
        var mountFails = false

        var description: String { "\(master.debugDescription) with \((home + direct).debugDescription)" }

        var context: ResolverContext {
            let files = [
                "/etc/auto.master": master, "/etc/auto.home": home, "/etc/auto.direct": direct,
                "/etc/auto.other": "bob s:/b\n",
            ]
            var facts = ResolverFacts.observed()
            if mountFails { facts.mountFailures = [.source("server:/home/bob")] }
            return ResolverContext(files, facts: facts)
        }

        var template: WildcardTemplate? {
            let context = context
            let points = context.points
            return points.table.indirect.first.flatMap { WildcardTemplate($0, among: points, in: context) }
        }
    }

    private static let exact: [Row<Client, String>] = [
        Row("& in a path", Client(home: "* server:/home/&\n"), "server:/home/carol"),
        Row("& twice in a path", Client(home: "* server:/&/home/&\n"), "server:/carol/home/carol"),
        Row("a path without &", Client(home: "* server:/home\n"), "server:/home"),
        Row("options before it", Client(home: "* -rw,soft server:/home/&\n"), "server:/home/carol"),
        Row("keys beside the wildcard", Client(home: "alice s:/a\n* server:/home/&\n"), "server:/home/carol"),
        Row("& in quotes, which is no name", Client(home: "* \"server:/home/&\"\n"), "server:/home/&"),
        Row(
            "a direct map elsewhere",
            Client(
                home: "* server:/home/&\n",
                master: "/home auto.home\n/- auto.direct\n",
                direct: "/data s:/d\n"
            ),
            "server:/home/carol"
        ),
    ]

    private static let refused: [Row<Client, Void>] = [
        Row("& in the host", Client(home: "* &:/home\n"), ()),
        Row("& in the options", Client(home: "* -x=& server:/home\n"), ()),
        Row("& in the options and in the path", Client(home: "* -x=& server:/home/&\n"), ()),
        Row("several servers", Client(home: "* server1,server2:/home/&\n"), ()),
        Row("several offsets", Client(home: "* / server:/r/& /s server:/s/&\n"), ()),
        Row("another type", Client(home: "* -fstype=cifs ://server/&\n"), ()),
        Row("a path of the client", Client(home: "* :/home2/&\n"), ()),
        Row("no wildcard", Client(home: "alice server:/a\n"), ()),
        Row("an include", Client(home: "+auto.other\n* server:/home/&\n"), ()),
        Row("an entry that is refused", Client(home: "* -ro\n"), ()),
        Row(
            "several maps",
            Client(home: "* server:/&\n", master: "/home multi:auto.home -- auto.other\n"),
            ()
        ),
        Row(
            "a mount point that is spelled otherwise",
            Client(home: "* server:/&\n", master: "/./home auto.home\n"),
            ()
        ),
        Row(
            "a mount point inside",
            Client(home: "* server:/&\n", master: "/home auto.home\n/home/x auto.other\n"),
            ()
        ),
        Row(
            "a direct key inside",
            Client(
                home: "* server:/&\n",
                master: "/home auto.home\n/- auto.direct\n",
                direct: "/home/x s:/d\n"
            ),
            ()
        ),
        Row(
            "a direct map with an include",
            Client(
                home: "* server:/&\n",
                master: "/home auto.home\n/- auto.direct\n",
                direct: "+auto.other\n"
            ),
            ()
        ),
        Row("mounts that fail", Client(home: "* server:/home/&\n", mountFails: true), ()),
        Row("the text that stands for names", Client(home: "* server:/stand1n_f0r_th3_n4m3/&\n"), ()),
    ]

    private static let names: [Row<String, Bool>] = [
        Row("letters", "/home/carol", true), Row("letters, digits and signs", "/home/a_b-c.d7", true),
        Row("a path below the name", "/home/carol/mail/x", true), Row("a digit first", "/home/7", true),
        Row("a key of the map", "/home/alice", false), Row("a dash first", "/home/-x", false),
        Row("a dot first", "/home/.x", false), Row("a blank", "/home/a b", false),
        Row("a backslash", #"/home/a\b"#, false), Row("a quote", #"/home/a"b"#, false),
        Row("a colon", "/home/a:b", false), Row("a letter beyond ASCII", "/home/é", false),
        Row("a star", "/home/*", false), Row("two dots after the name", "/home/carol/..", false),
        Row("63 letters", "/home/" + String(repeating: "n", count: 63), true),
        Row("64 letters", "/home/" + String(repeating: "n", count: 64), false),
        Row("no name", "/home/", false),
    ]

    private static let gaps: [Row<(text: String, name: String), String>] = [
        Row("a text without a gap stays", ("server:/home", "bob"), "server:/home"),
        Row("one gap is filled", ("/home/@", "bob"), "/home/bob"),
        Row("several gaps are filled", ("/@/home/@/x", "bob"), "/bob/home/bob/x"),
        Row("gaps in a row are filled", ("@@", "ab"), "abab"),
        Row("a gap is filled with nothing", ("/a@b", ""), "/ab"),
        Row("a gap is filled with letters beyond ASCII", ("/@/é", "ü"), "/ü/é"),
    ]

    @Test(arguments: exact) func `a template answers as the pipeline does`(row: Row<Client, String>) throws {
        let template = try #require(row.input.template, row.comment)
        let path = "/home/carol/mail"
        let mount = try #require(template.mount(for: path, spelled: bytes(path)), row.comment)
        #expect(mount.source == row.output, row.comment)
        #expect(mount.mountPoint == "/home/carol", row.comment)
        let context = row.input.context
        var run = ResolutionRun(in: context)
        _ = run.follow(PathComponents(bytes(path)), among: context.points)
        #expect(run.mounts == [mount], row.comment)
    }

    @Test(arguments: refused) func `there is no template where a name may decide more`(row: Row<Client, Void>)
    {
        #expect(row.input.template.map { _ in true } == nil, row.comment)
    }

    @Test(arguments: names) func `a template serves plain names alone`(row: Row<String, Bool>) throws {
        let client = Client(home: "alice s:/a\n* server:/home/&\n")
        let template = try #require(client.template)
        let mount = template.mount(for: row.input, spelled: bytes(row.input))
        #expect((mount != nil) == row.output, row.comment)
    }

    @Test(arguments: gaps) func `a text with gaps is filled`(row: Row<(text: String, name: String), String>) {
        let standIn = String(decoding: TextWithGaps.placeholder, as: UTF8.self)
        let text = TextWithGaps(row.input.text.replacing("@", with: standIn))
        #expect(text.gapCount == row.input.text.count { $0 == "@" }, row.comment)
        #expect(text.filled(with: bytes(row.input.name)[...]) == row.output, row.comment)
    }
}
