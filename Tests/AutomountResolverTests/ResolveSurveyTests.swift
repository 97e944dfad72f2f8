import AutomountResolver
import Testing

/// Answers every program with one text, and counts how often it is asked.
private struct Answers: MapAnswering {
    var count = 0

    mutating func answer(to question: MapQuestion) -> MapAnswer {
        count += 1
        return .program(.exited(status: 0, output: Array("srv:/program\n".utf8)))
    }
}

@Suite struct ResolveSurveyTests {
    private static func resolver(_ home: String, master: String = "") -> AnsweredResolver<Answers> {
        let client = FakeClient(
            files: [
                "/etc/auto.master": "/home /etc/auto.home\n" + master,
                "/etc/auto.home": home,
                "/etc/auto.prog": "#!/bin/sh\n",
            ],
            programs: ["/etc/auto.prog"]
        )
        return AnsweredResolver(Resolver(source: client), answeredBy: Answers())
    }

    @Test func `counts keys and homes, and ranks the failures by cause`() async throws {
        var resolver = Self.resolver("good srv:/good\nbad1 -\nbad2 -\n")
        let survey = await resolver.survey(homes: ["/home/good", "/home/none", "/elsewhere/x"])
        #expect(survey.maps.map(\.keys) == [3])
        #expect((survey.keys.total, survey.keys.fine) == (3, 1))
        #expect(survey.accounts?.total == 3 && survey.accounts?.fine == 1)
        #expect(!survey.isFine && survey.ranking.count == 4)
        let ranked = survey.ranking.ranked
        #expect(ranked.map(\.count) == ranked.map(\.count).sorted(by: >))
        #expect(ranked.reduce(0) { $0 + $1.count } == 4)
        #expect(ranked.reduce(0) { $0 + $1.accounts } == 2)
        #expect(ranked.contains { $0.code == "no-such-key" && $0.examples == ["/home/none"] })
    }

    @Test func `counts a missing map as one failure`() async {
        var resolver = Self.resolver("good srv:/good\n", master: "/gone /etc/auto.gone\n")
        let survey = await resolver.survey(homes: nil)
        #expect(survey.accounts == nil)
        #expect(survey.maps.map(\.isFound) == [true, false])
        #expect(survey.ranking.ranked.map(\.examples) == [["/gone"]])
    }

    @Test func `the keys of maps that entries mount are looked through too`() async {
        let client = FakeClient(files: [
            "/etc/auto.master": "/base /etc/auto.base\n",
            "/etc/auto.base":
                "sub -fstype=autofs file:/etc/auto.sub\nself -fstype=autofs file:/etc/auto.base\n",
            "/etc/auto.sub": "good srv:/good\nbad srv:bad\nx /y -fstype=autofs file:/etc/auto.sub\n",
        ])
        var resolver = AnsweredResolver(Resolver(source: client), answeredBy: Answers())
        let survey = await resolver.survey(homes: nil)
        #expect(survey.maps.map(\.mountPoint) == ["/base", "/base/sub"])
        #expect(survey.ranking.ranked.map(\.examples) == [["/base/sub/bad"]])
        #expect((survey.keys.total, survey.keys.fine) == (5, 4))
    }

    @Test func `a key whose map is in a directory that does not answer is not served`() async {
        struct Silent: MapAnswering {
            mutating func answer(to question: MapQuestion) async -> MapAnswer {
                .ldap(.unavailable(reason: "no server answers"))
            }
        }
        let client = FakeClient(files: [
            "/etc/auto.master": "/base /etc/auto.base\n",
            "/etc/auto.base": "sub -fstype=autofs ldap:ou=auto.sub,dc=ex\n",
        ])
        var resolver = AnsweredResolver(Resolver(source: client), answeredBy: Silent())
        let survey = await resolver.survey(homes: nil)
        #expect((survey.keys.total, survey.keys.fine) == (1, 0))
        #expect(survey.ranking.ranked.map(\.code) == ["directory-failed"])
        #expect(survey.ranking.ranked.map(\.examples) == [["/base/sub"]])
    }

    @Test func `asks for each program's output only once`() async {
        var resolver = Self.resolver("good srv:/good\n", master: "/prog /etc/auto.prog\n")
        for _ in 0..<2 {
            let resolution = await resolver.resolve("/prog/x")
            #expect(resolution.mounts.map(\.source) == ["srv:/program"])
        }
        #expect(resolver.answerer.count == 1)
    }

    @Test func `looks a name up below every mount point`() async {
        let master = "/more /etc/auto.home\n/none /etc/auto.none\n"
        var resolver = Self.resolver("good srv:/good\n", master: master)
        let answer = await resolver.resolve(key: "good", explained: false)
        #expect(answer.isServed)
        #expect(answer.resolutions.map(\.path) == ["/home/good", "/more/good", "/none/good"])
        let none = await resolver.resolve(key: "none", explained: false)
        #expect(!none.isServed && none.absent == ["/home", "/more"])
    }

    @Test(arguments: [
        ("/etc/auto.home", "/home"), ("auto_home", "/home"), ("ldap:auto.work", "/work"), ("home", "/home"),
        ("auto.", "/auto."), ("/", "/mnt"),
    ]) func `derives a mount point from the name of a map`(map: String, mountPoint: String) {
        #expect(SingleMapSource.usualMountPoint(of: map) == mountPoint)
    }
}
