import AutomountResolver
import Foundation
import HostFacts
import SystemFiles
import Testing

@Suite struct ClientFactsTests {
    @Test func `reads host name and uname of the running system`() async throws {
        let facts = try await ClientFacts(below: RootDirectory()).facts()
        #expect(facts.host == ProcessInfo.processInfo.hostName)
        #expect(facts.system.sysname == "Linux")
        #expect(!facts.system.release.isEmpty && !facts.system.machine.isEmpty)
        #expect(facts.hosts == nil)
    }

    @Test(arguments: ["root", "0"])
    func `looks an account up by name and by number`(name: String) async throws {
        let user = try await ClientFacts(below: RootDirectory()).user(name)
        #expect(user == ResolverFacts.User(name: "root", uid: 0, gid: 0, group: "root", home: "/root"))
    }

    @Test func `returns nothing for an unknown uid, and throws for an unknown name`()
        async throws
    {
        let client = try ClientFacts(below: RootDirectory())
        let nobody = try await client.user("4000000000")
        #expect(nobody == nil)
        await #expect(throws: HostFactsError.self) { _ = try await client.user("no-such-user-here") }
    }

    @Test func `prefers options over the facts file, and both over the machine`()
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

    @Test func `does not look up a user that the facts contain`() async throws {
        let given = ResolverFacts.User(name: "no-such-user-here", uid: 7, gid: 7, group: "g", home: "/h")
        var view = ClientView()
        view.user = given.name
        let facts = try await ClientFacts(below: RootDirectory()).facts(in: view) { $0.user = given }
        #expect(facts.user == given)
    }
}
