import SourceText
import Testing

@Suite struct FindingListTests {
    private static let more = Rule.moreFindings(code: "TST000", example: "", corrected: "")

    private static func rule(_ code: String, _ severity: Severity) -> Rule {
        Rule(
            code: code,
            name: code,
            severity: severity,
            summary: "",
            reason: "",
            cure: "",
            example: "",
            corrected: ""
        )
    }

    private let note = rule("TST001", .note)
    private let error = rule("TST002", .error)

    @Test func `lists findings in the order of the file`() {
        let list = FindingList()
        for place in [7, 3, 5] { list.add(note, at: place..<place, "at \(place)") }
        #expect(list.finished(Self.more, end: 9).map(\.message) == ["at 3", "at 5", "at 7"])
    }

    @Test func `keeps the worst findings beyond the limit and counts the others`() {
        let list = FindingList(limit: 2)
        for place in 0..<5 { list.add(note, at: place..<place, "note") }
        list.add(error, at: 8..<8, "error")
        let found = list.finished(Self.more, end: 9)
        #expect(found.map(\.rule.code) == ["TST001", "TST002", "TST000"])
        #expect(found.map(\.range) == [0..<0, 8..<8, 9..<9])
        #expect(found.last?.message == "4 more findings are not shown.")
    }

    @Test func `does not build messages beyond the limit`() {
        let list = FindingList(limit: 10)
        var made = 0
        func message() -> String {
            made += 1
            return ""
        }
        for _ in 0..<100 { list.add(note, at: 0..<0, message()) }
        #expect(made == 10)
    }
}
