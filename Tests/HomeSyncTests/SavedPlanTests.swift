import FoundationEssentials
import HomeSync
import Testing

@Suite struct SavedPlanTests {
    private func saved() throws -> Data {
        let plan = try SyncPlanner(settings: settings)
            .plan(for: reading([account("alice", uid: 1001)]), seeing: observation())
        return try SavedPlan(plan).encoded()
    }

    @Test func `a saved plan is read back the same`() throws {
        let plan = try SavedPlan(decoding: try saved(), name: "plan").plan
        #expect(plan.homes.map(\.name) == ["alice"])
        #expect(try SavedPlan(plan).encoded() == saved())
    }

    @Test func `a plan that was changed after review is refused`() throws {
        let text = String(decoding: try saved(), as: UTF8.self).replacing(" 1001", with: " 1002")
        let error = #expect(throws: SyncError.self) { try SavedPlan(decoding: Data(text.utf8), name: "plan") }
        #expect(error?.code == .badPlan)
        #expect(error?.message.contains("was changed after it was made") == true)
    }

    @Test(arguments: ["", "{}", "not json", "[1,2,3]"])
    func `what is no plan is refused`(text: String) {
        let error = #expect(throws: SyncError.self) { try SavedPlan(decoding: Data(text.utf8), name: "plan") }
        #expect(error?.code == .badPlan)
    }

    @Test func `a plan of another version is refused`() throws {
        let text = String(decoding: try saved(), as: UTF8.self)
            .replacing("\"version\" : 2", with: "\"version\" : 1")
        let error = #expect(throws: SyncError.self) { try SavedPlan(decoding: Data(text.utf8), name: "plan") }
        #expect(error?.message.contains("another version") == true)
    }
}
