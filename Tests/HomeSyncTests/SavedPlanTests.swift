import HomeSync
import MountMaps
import Testing

@Suite struct SavedPlanTests {
    private let origin = PlanOrigin(madeAt: 1_700_000_000, host: "nfs", fileSystem: "ext4")

    private func saved() throws -> [UInt8] {
        let plan = try SyncPlanner(settings: settings)
            .plan(for: reading([account("alice", uid: 1001)]), seeing: observation())
        return try SavedPlan(plan, from: origin).encoded()
    }

    @Test func `decodes a saved plan to the plan it was made from`() throws {
        let plan = try SyncPlanner(settings: settings).plan(
            for: reading([account("alice", uid: 1001)]),
            seeing: observation(files: [.autoHome: "# mine\n"], serverIsRunning: true)
        )
        let saved = try SavedPlan(plan, from: origin)
        let read = try SavedPlan(decoding: try saved.encoded(), name: "plan")
        #expect(read.plan == plan)
        #expect(read.digest == saved.digest)
    }

    @Test func `encodes the steps in order, each under the name of its kind`() throws {
        let text = String(decoding: try saved(), as: UTF8.self)
        let kinds = text.split(separator: "\n").compactMap { line in
            ["makeHome", "writeFile", "reloadExports"].first { line.contains("\"\($0)\"") }
        }
        #expect(kinds == ["makeHome", "writeFile", "writeFile", "writeFile"])
        #expect(text.contains("\"name\" : \"alice\""))
    }

    @Test(arguments: ["makeHome", "writeFile"])
    func `rejects a saved plan with an unknown kind of step`(kind: String) throws {
        let text = String(decoding: try saved(), as: UTF8.self)
            .replacing("\"\(kind)\"", with: "\"removeHome\"")
        let error = #expect(throws: SyncError.self) {
            try SavedPlan(decoding: Array(text.utf8), name: "plan")
        }
        #expect(error?.code == .badPlan)
    }

    @Test func `gives equal plans equal digests, and different plans different ones`() throws {
        func digest(_ uid: UInt32) throws -> String {
            let plan = try SyncPlanner(settings: settings)
                .plan(for: reading([account("alice", uid: uid)]), seeing: observation())
            return try SavedPlan(plan).digest
        }
        #expect(try digest(1001) == digest(1001))
        #expect(try digest(1001) != digest(1002))
        #expect(try digest(1001).count == 64)
    }

    @Test func `rejects a saved plan that was changed after it was made`() throws {
        let text = String(decoding: try saved(), as: UTF8.self).replacing(" 1001", with: " 1002")
        let error = #expect(throws: SyncError.self) {
            try SavedPlan(decoding: Array(text.utf8), name: "plan")
        }
        #expect(error?.code == .badPlan)
        #expect(error?.message.contains("was changed after it was saved") == true)
    }

    @Test(arguments: ["", "{}", "not json", "[1,2,3]"])
    func `rejects a file that is not a saved plan`(text: String) {
        let error = #expect(throws: SyncError.self) {
            try SavedPlan(decoding: Array(text.utf8), name: "plan")
        }
        #expect(error?.code == .badPlan)
    }

    @Test func `rejects a saved plan of another version`() throws {
        let text = String(decoding: try saved(), as: UTF8.self)
            .replacing("\"version\" : 4", with: "\"version\" : 3")
        let error = #expect(throws: SyncError.self) {
            try SavedPlan(decoding: Array(text.utf8), name: "plan")
        }
        #expect(error?.message.contains("another version") == true)
    }
}
