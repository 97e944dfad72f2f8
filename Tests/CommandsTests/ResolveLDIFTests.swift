import Foundation
import Testing

/// `resolve --ldif`: maps of a file instead of a server.
@Suite struct ResolveLDIFTests {
    private static func map(_ name: String, _ entries: [(key: String, value: String)]) -> String {
        let dn = "automountMapName=\(name),ou=automount,dc=example,dc=org"
        let own = "dn: \(dn)\nobjectClass: automountMap\nautomountMapName: \(name)\n\n"
        return entries.reduce(into: own) { text, entry in
            text +=
                "dn: automountKey=\(entry.key),\(dn)\nobjectClass: automount\nautomountKey: \(entry.key)\n"
            text += "automountInformation: \(entry.value)\n\n"
        }
    }

    private static func resolve(
        _ arguments: [String],
        home: [(key: String, value: String)],
        base: String = "search_base = dc=example,dc=org\n"
    ) async throws -> Autohome.Result {
        let files = [
            "etc/nsswitch.conf": "automount: ldap\n", "etc/autofs.conf": "[ autofs ]\n\(base)",
            "maps.ldif": map("auto.master", [("/home", "auto.home")]) + map("auto.home", home),
        ]
        var result: Autohome.Result?
        try await TemporaryRoot.with(files) { root in
            let ldif = ["--ldif", root.path + "/maps.ldif"]
            result = try await Autohome.run(["resolve", "--root", root.path] + ldif + arguments)
        }
        return try #require(result)
    }

    @Test(arguments: ["dc=example,dc=org", "ou=automount,dc=example,dc=org", "DC=Example, DC=org"])
    func `the entries above the maps need not be in the file`(base: String) async throws {
        let result = try await Self.resolve(
            ["/home/alice"],
            home: [("*", "srv:/&")],
            base: "search_base = \(base)\n"
        )
        #expect(result.status == 0 && result.output.contains("srv:/alice"), "\(result)")
    }

    @Test(arguments: [("search_base = dc=other\n", "dc=other"), ("", "default base")])
    func `a base where no map is is named`(base: String, words: String) async throws {
        let result = try await Self.resolve(["/home/alice"], home: [("*", "srv:/&")], base: base)
        #expect(result.status == 1, "\(result)")
        #expect(result.output.contains("no-master-map") && result.output.contains(words), "\(result)")
        #expect(result.output.contains("search_base"), "\(result)")
    }

    @Test(arguments: ["*", "/"]) func `a wildcard of the directory serves every other name`(key: String)
        async throws
    {
        let result = try await Self.resolve(["--all"], home: [("alice", "srv:/a"), (key, "srv:/&")])
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("(auto.home): 1 key; a wildcard serves every other name"), "\(result)")
    }

    @Test func `a wildcard without the key gives everybody one directory`() async throws {
        let result = try await Self.resolve(["--all"], home: [("/", "srv:/home/$")])
        #expect(result.output.contains("gives every other name the same directory"), "\(result)")
        let variable = try await Self.resolve(["--all"], home: [("/", "srv:/home/$USER")])
        #expect(!variable.output.contains("same directory"), "\(variable)")
    }
}
