import AutomountResolver
import Testing

/// Answers no question.
private struct NoAnswers: MapAnswering {
    mutating func answer(to question: MapQuestion) -> MapAnswer { .program(.notRun) }
}

@Suite struct FailureRankingTests {
    private static func ranked(_ map: String) async -> [FailureRanking.Group] {
        let files = ["/etc/auto.master": "/home /etc/auto.home\n", "/etc/auto.home": map]
        var resolver = AnsweredResolver(Resolver(source: FakeClient(files: files)), answeredBy: NoAnswers())
        return await resolver.survey(homes: ["/home/d"]).ranking.ranked
    }

    @Test func `a cause that hits one path shows its message as it is`() async throws {
        let group = try #require(await Self.ranked("d -ro server:data\n").first)
        #expect(group.count == 2 && group.examples == ["/home/d"])
        #expect(group.message.contains("'server:data'"), "\(group)")
    }

    @Test func `a cause that hits several paths leaves out the key where it was put, and no other letters`()
        async throws
    {
        let groups = await Self.ranked("d -ro server:data/&\na -ro server:data/&\n")
        #expect(groups.count == 1)
        let group = try #require(groups.first)
        #expect(group.message.contains("'server:data/…'"), "\(group)")
    }
}
