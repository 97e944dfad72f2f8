import AutomountResolver
import Foundation
import HostFacts
import SystemFiles
import Testing

@Suite struct ClientFactsTests {
    @Test func `the running system says who it is`() async throws {
        let facts = try await ClientFacts(below: RootDirectory()).facts()
        #expect(facts.host == ProcessInfo.processInfo.hostName)
        #expect(facts.system.sysname == "Linux")
        #expect(!facts.system.release.isEmpty && !facts.system.machine.isEmpty)
        #expect(facts.hosts == nil)
    }

    @Test(arguments: ["root", "0"])
    func `the system knows its accounts by name and by number`(name: String) async throws {
        let user = try await ClientFacts(below: RootDirectory()).user(name)
        #expect(user == ResolverFacts.User(name: "root", uid: 0, gid: 0, group: "root", home: "/root"))
    }

    @Test func `a number without an account has no variables, and a name without one is an error`()
        async throws
    {
        let client = try ClientFacts(below: RootDirectory())
        let nobody = try await client.user("4000000000")
        #expect(nobody == nil)
        await #expect(throws: HostFactsError.self) { _ = try await client.user("no-such-user-here") }
    }
}
