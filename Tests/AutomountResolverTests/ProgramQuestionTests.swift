import AutomountResolver
import ConformanceTestSupport
import Testing

/// The resolver never runs a program map: it asks its caller for the output.
@Suite struct ProgramQuestionTests {
    private static let client = FakeClient(
        files: [
            "/etc/auto.master": "/home /etc/auto.prog -DCAMPUS=north\n/mix /etc/auto.mix\n",
            "/etc/auto.mix": "known srv:/known\n+/etc/auto.prog\n",
            "/etc/auto.prog": "#!/bin/sh\n",
        ],
        programs: ["/etc/auto.prog"]
    )

    private static func resolve(_ path: String, _ outcome: ProgramOutcome) -> Resolution {
        var resolver = Resolver(source: client)
        return resolver.resolve(path) { _ in .program(outcome) }
    }

    @Test func `asks for a program's output, and names --run-programs while it is missing`() throws {
        var resolver = Resolver(source: Self.client)
        let resolution = resolver.resolve("/home/alice")
        #expect(resolution.mounts.isEmpty)
        let failure = try #require(resolution.failure)
        #expect(failure.code == .programNotRun && failure.isUnknown)
        #expect(failure.message.contains("was not run") && failure.help.contains("--run-programs"))
        guard case .program(let run) = try #require(resolution.openQuestions.first) else {
            Issue.record("the question is not about a program")
            return
        }
        #expect(resolution.openQuestions.count == 1)
        #expect(resolver.openQuestions == resolution.openQuestions)
        #expect(run.path == "/etc/auto.prog")
        #expect(run.key == Array("alice".utf8))
        #expect(run.directory == "/home")
        #expect(run.environment["CAMPUS"] == "north")
    }

    @Test func `reuses a learned answer for later lookups of the same key`() throws {
        var resolver = Resolver(source: Self.client)
        let question = try #require(resolver.resolve("/home/alice").openQuestions.first)
        resolver.learn([question: .program(.exited(status: 0, output: Array("srv:/a\n".utf8)))])
        for _ in 0..<2 {
            let resolution = resolver.resolve("/home/alice")
            #expect(resolution.mounts.map(\.source) == ["srv:/a"])
            #expect(resolution.failure == nil)
            #expect(resolution.openQuestions.isEmpty)
        }
        #expect(resolver.resolve("/home/bob").openQuestions.count == 1)
        #expect(resolver.resolve("/mix/known").openQuestions.isEmpty)
    }

    @Test func `keeps a question open when the answer is of the wrong kind`() throws {
        var resolver = Resolver(source: Self.client)
        let question = try #require(resolver.resolve("/home/alice").openQuestions.first)
        resolver.learn([question: .ldap(.noSuchMap)])
        #expect(resolver.resolve("/home/alice").openQuestions == [question])
        #expect(resolver.resolve("/home/alice") { _ in .ldap(.noSuchMap) }.failure != nil)
    }

    @Test(arguments: [
        (ProgramOutcome.notRun, "was not run"),
        (.timedOut, "did not end in time"),
        (.tooMuchOutput, "writes too much"),
        (.cannotRun(reason: "no interpreter"), "no interpreter"),
        (.exited(status: 3, output: Array("srv:/a\n".utf8)), "status 3"),
        (.exited(status: 0, output: []), "no entry"),
    ]) func `explains why a program map returned no entry`(outcome: ProgramOutcome, words: String)
        throws
    {
        let failure = try #require(Self.resolve("/home/alice", outcome).failure)
        #expect(failure.code == (outcome == .notRun ? .programNotRun : .programFailed))
        #expect(failure.file == "/etc/auto.prog")
        #expect(failure.message.contains(words))
    }

    @Test(arguments: [
        (ProgramOutcome.notRun, ResolutionFailure.Code.programNotRun),
        (.timedOut, .programFailed),
        (.tooMuchOutput, .programFailed),
        (.cannotRun(reason: "no interpreter"), .noSuchKey),
        (.exited(status: 1, output: []), .noSuchKey),
    ]) func `treats an included program as without the key if it exits, as failed if not run`(
        outcome: ProgramOutcome,
        code: ResolutionFailure.Code
    ) {
        #expect(Self.resolve("/mix/alice", outcome).failure?.code == code)
        #expect(Self.resolve("/mix/known", outcome).mounts.map(\.source) == ["srv:/known"])
    }
}
