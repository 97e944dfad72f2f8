import AutomountResolver
import Testing

/// What cannot be looked at is never called missing.
@Suite struct UnreadMapTests {
    private static let home = "alice srv:/alice\n"

    private static func resolve(
        _ path: String,
        master: String,
        nsswitch: String = "automount: files\n",
        _ files: [String: String] = [:],
        others: [String: MapFile] = [:],
        silent: Set<String> = []
    ) -> Resolution {
        let all = ["/etc/auto.master": master, "/etc/nsswitch.conf": nsswitch, "/etc/auto.home": home]
        var facts = ResolverFacts()
        facts.silentSources = silent
        let client = FakeClient(
            files: all.merging(files) { $1 }.filter { others[$0.key] == nil },
            others: others
        )
        var resolver = Resolver(source: client, facts: facts)
        return resolver.explain(path)
    }

    @Test(arguments: [
        "yp:auto.home", "nis:auto.home", "nisplus:auto.home", "hesiod:auto.home", "sss:auto.home",
        "userdir:auto.home",
        "file,amd:/etc/auto.home", "file,hesiod:/etc/auto.home", "multi:yp:auto.home -- /etc/auto.home",
    ]) func `a map of a kind that is not read leaves open whether it has a key`(map: String) throws {
        let resolution = Self.resolve("/home/alice", master: "/home \(map)\n")
        let failure = try #require(resolution.failure)
        #expect(failure.isUnknown && failure.code == .unsupported, "\(failure)")
        #expect(resolution.mounts.isEmpty)
    }

    @Test(arguments: ["file,amd:/etc/gone", "file:gone", "/etc/gone"])
    func `a map that does not exist is missing whatever its format`(map: String) throws {
        let failure = try #require(Self.resolve("/home/alice", master: "/home \(map)\n").failure)
        #expect(!failure.isUnknown && failure.code == .noMap)
    }

    @Test(arguments: [
        // The file has the key before the other source is asked.
        ("automount: files sss\n", "/home auto.home\n+auto.master\n", "/home/alice", true),
        ("automount: files nis\n", "/home auto.home\n+auto.master\n", "/home/bob", false),
        ("automount: files nis\n", "/home /etc/auto.home\n+auto.master\n", "/elsewhere/x", false),
        ("automount: files nis\n", "+auto.master\n/home /etc/auto.home\n", "/home/alice", false),
        ("automount: files\n", "/home /etc/auto.home\n+yp:auto.more\n", "/elsewhere/x", false),
        ("automount: sss files\n", "/home /etc/auto.home\n", "/home/alice", false),
        ("automount: sss\n", "/home /etc/auto.home\n", "/home/alice", false),
        // Words that are not sources are never asked.
        ("automount: sssd files\n", "/home auto.home\n", "/home/alice", true),
    ]) func `what a source that is not asked may decide is not known`(
        nsswitch: String,
        master: String,
        path: String,
        isServed: Bool
    ) {
        let resolution = Self.resolve(path, master: master, nsswitch: nsswitch)
        #expect(resolution.mounts.isEmpty != isServed)
        #expect((resolution.failure?.isUnknown ?? false) != isServed, "\(resolution)")
    }

    @Test(arguments: [
        ("+yp:auto.more\nalice srv:/a\n", "alice", false), ("alice srv:/a\n+yp:auto.more\n", "alice", true),
        ("alice srv:/a\n+yp:auto.more\n", "bob", false), ("+yp:auto.more\n* srv:/&\n", "bob", false),
        ("alice srv:/a\n+auto.home\n", "bob", false),
    ]) func `an include that is not read decides for the keys after it`(
        map: String,
        key: String,
        isServed: Bool
    ) {
        let resolution = Self.resolve(
            "/home/\(key)",
            master: "/home /etc/auto.home\n",
            nsswitch: "automount: files nis\n",
            ["/etc/auto.home": map]
        )
        #expect(resolution.mounts.isEmpty != isServed)
        #expect((resolution.failure?.isUnknown ?? false) != isServed, "\(resolution)")
    }

    @Test func `a source that is known to be silent has nothing`() {
        let sources: Set<String> = ["sss"]
        let served = Self.resolve(
            "/home/alice",
            master: "/home auto.home\n",
            nsswitch: "automount: sss files\n",
            silent: sources
        )
        #expect(served.mounts.map(\.source) == ["srv:/alice"])
        let absent = Self.resolve(
            "/home/bob",
            master: "/home auto.home\n",
            nsswitch: "automount: files sss\n",
            silent: sources
        )
        #expect(absent.failure?.code == .noSuchKey)
    }

    @Test(arguments: [
        "/etc/auto.master", "/etc/auto.home", "/etc/auto.direct", "/etc/autofs.conf", "/etc/nsswitch.conf",
        "/etc/default/autofs", "/etc/auto.more",
    ]) func `a file that cannot be read here is not called missing`(path: String) throws {
        let denied = MapFile.unreadable(reason: "cannot read \(path): Permission denied")
        let resolution = Self.resolve(
            path == "/etc/auto.more" ? "/home/bob" : "/home/alice",
            master: "/- /etc/auto.direct\n/home /etc/auto.home\n",
            ["/etc/auto.direct": "/data srv:/data\n", "/etc/auto.home": Self.home + "+/etc/auto.more\n"],
            others: [path: denied]
        )
        // A direct map does not decide for what lies below another mount point.
        guard path != "/etc/auto.direct" else {
            #expect(resolution.failure == nil)
            return
        }
        let failure = try #require(resolution.failure)
        #expect(failure.code == .notReadable && failure.isUnknown, "\(failure)")
        #expect(failure.message.contains(path) && failure.help.contains("root"))
    }

    @Test func `a direct map that is not read may have any key`() throws {
        let master = "/- yp:auto.direct\n/- /etc/auto.direct\n"
        let files = ["/etc/auto.direct": "/data srv:/data\n"]
        for path in ["/data", "/other"] {
            let failure = try #require(Self.resolve(path, master: master, files).failure)
            #expect(failure.isUnknown, "\(failure)")
        }
    }
}

/// Answers no question.
private struct NoAnswers: MapAnswering {
    mutating func answer(to question: MapQuestion) -> MapAnswer { .program(.notRun) }
}

@Suite struct UnreadSurveyTests {
    private static func survey(_ master: String, nsswitch: String = "automount: files\n") async
        -> ResolveSurvey
    {
        let files = [
            "/etc/auto.master": master, "/etc/nsswitch.conf": nsswitch,
            "/etc/auto.home": "alice srv:/alice\n",
        ]
        var resolver = AnsweredResolver(Resolver(source: FakeClient(files: files)), answeredBy: NoAnswers())
        return await resolver.survey(homes: nil)
    }

    @Test func `a map that is not read is counted once and leaves the answer open`() async {
        let survey = await Self.survey("/home /etc/auto.home\n/more yp:auto.more\n/- sss:auto.direct\n")
        #expect(survey.isUnknown && !survey.isFine)
        #expect(survey.maps.map(\.isFound) == [true, false, false])
        #expect(Set(survey.ranking.ranked.flatMap(\.examples)) == ["/more", "/-"])
        #expect(survey.keys.fine == 1 && survey.keys.total == 1)
    }

    @Test func `a second source that is not asked leaves keys that are served as they are`() async {
        let survey = await Self.survey("/home auto.home\n+auto.master\n", nsswitch: "automount: files sss\n")
        #expect(survey.isFine && !survey.isUnknown)
        #expect(survey.maps.map(\.isPartial) == [true])
        #expect(survey.unreadMasterPart?.contains("SSSD") == true)
    }
}
