import Foundation
import HostFacts
import HostFiles
import MountMaps
import SystemFiles
import SystemPackage
import Testing

@Suite struct `The exports environment of a machine` {
    /// A root with a directory, a file, links and names.
    private func withRoot(_ body: (String) throws -> Void) throws {
        let files = FileManager.default
        let root = files.temporaryDirectory.appending(path: "exports-\(UUID())").path
        defer { try? files.removeItem(atPath: root) }
        for directory in ["etc", "srv/home/a", "real"] {
            try files.createDirectory(atPath: "\(root)/\(directory)", withIntermediateDirectories: true)
        }
        try Data().write(to: URL(filePath: "\(root)/srv/file"))
        let links = ["abs": "/srv/home", "up": "../../../srv/home/a", "loop": "loop", "out": "/etc/nosuch"]
        for (name, target) in links {
            try files.createSymbolicLink(atPath: "\(root)/\(name)", withDestinationPath: target)
        }
        try body(root)
    }

    private func environment(_ root: String, from directory: String = "/") throws -> SystemExportsEnvironment
    {
        try SystemExportsEnvironment(
            root: try RootDirectory(FilePath(root)),
            workingDirectory: Array(directory.utf8)
        )
    }

    @Test(arguments: [
        ("/srv/home", ExportTarget.directory(Array("/srv/home".utf8))),
        ("//srv/./x/../home/", .missing), ("/srv//home/./a/../", .directory(Array("/srv/home".utf8))),
        ("/abs/a", .directory(Array("/srv/home/a".utf8))), ("/up", .directory(Array("/srv/home/a".utf8))),
        ("/..", .directory(Array("/".utf8))), ("/loop", .missing), ("/out", .missing),
        ("/srv/file", .notDirectory(Array("/srv/file".utf8))), ("/srv/file/", .missing),
        ("home", .directory(Array("/srv/home".utf8))), (".", .directory(Array("/srv".utf8))), ("", .missing),
        ("/\u{FF}", .missing), ("/" + String(repeating: "a", count: 300), .missing),
        (String(repeating: "/srv/..", count: 1000), .missing),
    ])
    func `resolves paths inside the root`(path: String, target: ExportTarget) throws {
        try withRoot { root in
            let environment = try environment(root, from: "/srv")
            #expect(environment.target(of: Array(path.utf8)) == target)
            #expect(environment.pathFailure == nil)
        }
    }

    @Test func `reads names only from the files below a root`() throws {
        try withRoot { root in
            let nameless = try environment(root)
            #expect(nameless.host(named: Array("localhost".utf8)) == nil)
            let hosts = "192.0.2.7 host.test host\n"
            try Data(hosts.utf8).write(to: URL(filePath: "\(root)/etc/hosts"))
            try Data("g (host,,)\nempty\n".utf8).write(to: URL(filePath: "\(root)/etc/netgroup"))
            let named = try environment(root)
            #expect(named.host(named: Array("HOST".utf8))?.name == Array("host.test".utf8))
            #expect(named.hasMembers(netgroup: Array("g".utf8)))
            #expect(!named.hasMembers(netgroup: Array("empty".utf8)))
            #expect(named.visitor(from: .v4(0xC000_0207)).names.aliases == [Array("host".utf8)])
            #expect(named.nameFailure == nil)
        }
    }

    @Test func `throws when the hosts file below a root cannot be read`() throws {
        try withRoot { root in
            try FileManager.default.createDirectory(
                atPath: "\(root)/etc/hosts",
                withIntermediateDirectories: false
            )
            #expect(throws: FileError.self) { try environment(root) }
        }
    }

    @Test func `resolves localhost on the running system`() throws {
        let environment = try environment("/")
        let host = try #require(environment.host(named: Array("localhost".utf8)))
        #expect(!host.addresses.isEmpty)
        let visitor = environment.visitor(from: host.addresses[0])
        #expect(visitor.names.name != nil)
        #expect(!environment.hasMembers(netgroup: Array("no-such-netgroup".utf8)))
        #expect(environment.nameFailure == nil)
    }

    @Test func `does not wait for name services beyond the time limit`() throws {
        let root = try RootDirectory("/")
        let environment = try SystemExportsEnvironment(root: root, nameLimit: .zero)
        // An answer may be there at once, before anybody waits; it is not for every name.
        for number in 1...1_000 where environment.nameFailure == nil {
            #expect(environment.host(named: Array("no-such-host-\(number).invalid".utf8)) == nil)
        }
        #expect(environment.nameFailure?.description.contains("no-such-host-") == true)
    }
}
