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

    @Test func `what a view asks for goes before what is given, and that before what the client knows`()
        async throws
    {
        let client = try ClientFacts(below: RootDirectory())
        var view = ClientView()
        view.defines = ["SITE": "asked"]
        view.master = "/etc/asked"
        view.autofsVersion = .latestKnown
        let facts = try await client.facts(in: view) { facts in
            facts.host = "given"
            facts.defines = ["SITE": "given", "OTHER": "given"]
            facts.masterMap = "/etc/given"
        }
        #expect(facts.host == "given")
        #expect(facts.defines == ["SITE": "asked", "OTHER": "given"])
        #expect(facts.masterMap == "/etc/asked")
        #expect(facts.user?.name == "root")
        #expect(facts.daemonEnvironment["PATH"] == ProgramRunner.usualPath)
    }

    @Test func `a user that is given and asked for is not looked up`() async throws {
        let given = ResolverFacts.User(name: "no-such-user-here", uid: 7, gid: 7, group: "g", home: "/h")
        var view = ClientView()
        view.user = given.name
        let facts = try await ClientFacts(below: RootDirectory()).facts(in: view) { $0.user = given }
        #expect(facts.user == given)
    }
}
