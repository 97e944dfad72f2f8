import Foundation
import Testing

/// Exit status 2 where something that decides is not looked at.
@Suite struct UnreadMapCommandTests {
    private static func run(_ files: [String: String], _ arguments: [String]) async throws -> Autohome.Result
    {
        var result: Autohome.Result?
        try await TemporaryRoot.with(files) { root in
            for path in ["/etc/auto.smb"] where files["etc/auto.smb"] != nil {
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o755],
                    ofItemAtPath: root.path + path
                )
            }
            let arguments = arguments.map { $0.replacing("ROOT", with: root.path) }
            result = try await Autohome.run(
                arguments.prefix(1) + ["--root", root.path] + arguments.dropFirst()
            )
        }
        return try #require(result)
    }

    private static let nis = [
        "etc/auto.master": "/home yp:auto.home\n", "etc/nsswitch.conf": "automount: files nis\n",
    ]
    private static let amd = [
        "etc/auto.master": "/h file,amd:/etc/amd.map\n", "etc/amd.map": "a type:=link;fs:=/b\n",
    ]
    private static let program = [
        "etc/auto.master": "/smb program:/etc/auto.smb\n/home /etc/auto.home\n",
        "etc/auto.smb": "#!/bin/sh\necho \"-fstype=cifs ://$1/c\"\n",
        "etc/auto.home": "alice -nosuid,nodev srv:/a\n",
    ]

    @Test(arguments: [
        (nis, ["resolve", "/home/x"], "NIS"), (nis, ["resolve", "x"], "NIS"),
        (nis, ["resolve", "--all"], "NIS"),
        (amd, ["resolve", "/h/a"], "amd"), (amd, ["resolve", "--all"], "amd"),
        (program, ["resolve", "/smb/fs/share"], "--run-programs"),
        (program, ["resolve", "fs"], "--run-programs"),
    ]) func `resolve ends with 2 and says what it did not look at`(
        files: [String: String],
        arguments: [String],
        words: String
    ) async throws {
        let result = try await Self.run(files, arguments)
        #expect(result.status == 2, "\(result)")
        #expect(result.output.contains(words), "\(result)")
        #expect(!result.output.contains("no-such-key") && !result.output.contains("no-map"), "\(result)")
    }

    @Test func `the JSON of a key that is not known has the reason`() async throws {
        let result = try await Self.run(Self.program, ["resolve", "/smb/fs", "--format", "json"])
        let failure = try #require(try result.json()["error"] as? [String: Any])
        #expect(result.status == 2 && failure["code"] as? String == "program-not-run")
    }

    @Test func `a program that is run answers`() async throws {
        let result = try await Self.run(Self.program, ["resolve", "/smb/fs", "--run-programs"])
        #expect(result.status == 0 && result.output.contains("//fs/c"), "\(result)")
        let all = try await Self.run(Self.program, ["resolve", "--all"])
        #expect(all.status == 0, "\(all)")
    }

    @Test(arguments: [nis, amd, program])
    func `check of a site notes the map and ends by its findings, with strict by 2`(files: [String: String])
        async throws
    {
        let result = try await Self.run(files, ["check"])
        #expect(result.status == 0 && result.output.contains("MST037"), "\(result)")
        #expect(!result.output.contains("error["), "\(result)")
        let strict = try await Self.run(files, ["check", "--strict"])
        #expect(strict.status == 2, "\(strict)")
    }

    @Test func `strict has nothing against a site that is read as a whole`() async throws {
        let files = [
            "etc/auto.master": "/home /etc/auto.home\n", "etc/auto.home": "a -nosuid,nodev srv:/a\n",
        ]
        let result = try await Self.run(files, ["check", "--strict"])
        #expect(result.status == 0, "\(result)")
    }

    @Test(arguments: [(amd, "etc/amd.map"), (program, "etc/auto.smb")])
    func `check of a file that is no map of its format ends with 2`(files: [String: String], file: String)
        async throws
    {
        let result = try await Self.run(files, ["check", "ROOT/\(file)", "--as", "map"])
        #expect(result.status == 2 && result.error.contains(file), "\(result)")
    }

    @Test func `somebody who is not root is told to be, and no map is called missing`() async throws {
        let files = [
            "etc/auto.master": "/home /etc/auto.home\n", "etc/auto.home": "* -nosuid,nodev srv:/home/&\n",
            "etc/nsswitch.conf": "automount: files\n",
        ]
        try await TemporaryRoot.with(files) { root in
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: root.path)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600],
                ofItemAtPath: root.path + "/etc/auto.home"
            )
            for (command, argument) in [("check", nil), ("resolve", "/home/a"), ("resolve", "--all")] {
                let result = try await Autohome.run(
                    command: [
                        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Autohome.path, command,
                    ]
                        + ["--root", root.path] + [argument].compactMap { $0 }
                )
                let text = result.output + result.error
                #expect(result.status == 2, "\(result)")
                #expect(text.contains("run as root") && !text.contains("lsattr"), "\(result)")
                #expect(!text.contains("MST003") && !text.contains("no-map"), "\(result)")
            }
        }
    }
}
