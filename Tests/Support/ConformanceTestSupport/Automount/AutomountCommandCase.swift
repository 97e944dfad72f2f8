import AutomountResolver
import Foundation
import ProcessTestSupport

/// A case as input for `autohome resolve`: files below a root, and other knowledge about the client as facts.
public struct AutomountCommandCase: Sendable {
    /// The case.
    public let observed: AutomountCase
    /// The environment of the case as JSON.
    private let environment: Data

    /// Every case that is a single lookup and depends only on files and known facts.
    public static func all() throws -> [AutomountCommandCase] {
        try ["automount", "automount-more", "automount-found", "automount-directory", "automount-5.1.9"]
            .flatMap(CorpusFile.lines)
            .map(read)
            .filter { $0.observed.isComparable }
    }

    private static func read(_ line: Data) throws -> AutomountCommandCase {
        let fields = try JSONSerialization.jsonObject(with: line) as? [String: Any]
        let environment = try JSONSerialization.data(withJSONObject: fields?["environment"] ?? [:])
        return AutomountCommandCase(observed: try AutomountCase.read(line), environment: environment)
    }

    /// Writes the files of the client below a directory.
    public func materialise(below root: String) throws {
        for (path, bytes) in Self.defaults.mapValues({ Array($0.utf8) }).merging(
            observed.texts,
            uniquingKeysWith: { $1 }
        ) {
            try write(bytes, to: root + path, mode: observed.modes?[path] ?? "0644")
        }
    }

    private func write(_ bytes: [UInt8], to path: String, mode: String) throws {
        let file = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        guard let bits = Int(mode, radix: 8), bits & 0o111 != 0 else {
            try Data(bytes).write(to: file)
            return
        }
        // A file written by this process may still be open for writing in a child that another thread is starting;
        // execve(2) would fail with ETXTBSY.
        let text = path + ".text"
        try Data(bytes).write(to: URL(fileURLWithPath: text))
        _ = try ChildProcess(["install", "-m", mode, text, path], output: path + ".copied").waitUntilEnded()
        for extra in [text, path + ".copied"] { try FileManager.default.removeItem(atPath: extra) }
    }

    /// The arguments of `autohome resolve` for the case.
    ///
    /// LDAP entries are written to a file beside the facts.
    ///
    /// - Parameters:
    ///   - root: The directory with the files of the client.
    ///   - facts: The path at which to write the facts file.
    /// - Returns: The subcommand, its options and the path.
    /// - Throws: If a file cannot be written.
    public func arguments(root: String, facts: String) throws -> [String] {
        let known = try JSONSerialization.jsonObject(with: environment) as? [String: Any] ?? [:]
        try JSONSerialization.data(withJSONObject: self.facts(known)).write(to: URL(fileURLWithPath: facts))
        var arguments = ["resolve", "--root", root, "--facts", facts, "--run-programs", "--format", "json"]
        arguments += ["--autofs-version", observed.version.description]
        arguments += [
            "--user", known["user"] as? String ?? (known["user"] as? Int).map(String.init) ?? "root",
        ]
        if let ldif = observed.ldif, !asksNobody {
            let file = facts + ".ldif"
            try Data(ldif.utf8).write(to: URL(fileURLWithPath: file))
            arguments += ["--ldif", file]
        }
        for (name, value) in observed.defines ?? [:] { arguments += ["--define", "\(name)=\(value)"] }
        return arguments + Self.options(observed.arguments ?? []) + ["--", observed.path ?? "/"]
    }

    /// Whether the client asks only ports without a server.
    ///
    /// It must then really ask, because `--ldif` would answer for every server.
    private var asksNobody: Bool {
        let text = String(decoding: observed.texts["/etc/autofs.conf"] ?? [], as: UTF8.self)
        let servers = text.components(separatedBy: "ldap://").dropFirst()
        return !servers.isEmpty && servers.allSatisfy { $0.hasPrefix("127.0.0.1:3890") }
    }

    /// The facts about the client and its network, by the keys of a facts file.
    private func facts(_ known: [String: Any]) -> [String: Any] {
        var facts = known.filter {
            ["userRecord", "uname", "mountFails", "daemonEnvironment", "hosts"].contains($0.key)
        }
        facts["host"] = known["host"] ?? "client.example.com"
        facts["local"] = ["127.0.0.1/8", "::1/128", "192.0.2.1/24", "2001:db8::1/64"]
        var servers = known["servers"] as? [String: Any] ?? [:]
        for number in 1...9 { servers["203.0.113.\(number)"] = "down" }
        facts["servers"] = servers
        facts["silentSources"] = ResolverFacts.observedSilence
        return facts
    }

    /// The arguments of automount as options of `autohome resolve`.
    private static func options(_ arguments: [String]) -> [String] {
        var options: [String] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "-O": options += ["--mount-options", rest.popFirst() ?? ""]
            case "-t", "--timeout", "-n", "--negative-timeout": _ = rest.popFirst()
            case _ where argument.hasPrefix("-"): break
            default: options += ["--master", argument]
            }
        }
        return options
    }

    private static let defaults = [
        "/etc/nsswitch.conf": "automount: files\n",
        "/etc/autofs.conf":
            "[ autofs ]\nmaster_map_name = /etc/auto.master\ntimeout = 300\nbrowse_mode = no\n",
        "/etc/hosts": ObservedHosts.text,
        "/etc/passwd": """
        root:x:0:0:root:/root:/bin/bash
        daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
        alice:x:1001:1001:Alice:/home/alice:/bin/bash
        bob:x:1002:100:Bob:/users/bob:/bin/bash
        carol:x:1003:2000:Carol:/home/carol smith:/bin/sh

        """,
        "/etc/group": "root:x:0:\nusers:x:100:alice,bob\nalice:x:1001:\nstaff:x:2000:alice\n",
    ]
}
