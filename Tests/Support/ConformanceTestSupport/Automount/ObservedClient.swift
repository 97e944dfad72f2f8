import AutomountResolver
import Foundation
import LDAPEntries
import LDAPMaps
import ProcessTestSupport

/// The client of a recorded case: its files and the known facts about its network.
struct ObservedClient: MapSource {
    private static let defaults = [
        "/etc/nsswitch.conf": "automount: files\n",
        "/etc/autofs.conf":
            "[ autofs ]\nmaster_map_name = /etc/auto.master\ntimeout = 300\nbrowse_mode = no\n",
    ]

    private let files: [String: [UInt8]]
    private let modes: [String: String]
    private let ldif: String?

    init(_ observed: AutomountCase) {
        files = Self.defaults.mapValues { Array($0.utf8) }.merging(observed.texts) { $1 }
        modes = observed.modes ?? [:]
        ldif = observed.ldif
    }

    func file(at path: String) -> MapFile {
        let path = Self.plain(path)
        guard let bytes = files[path] else {
            return files.keys.contains { $0.hasPrefix(path + "/") } ? .directory : .missing
        }
        guard let mode = modes[path].flatMap({ Int($0, radix: 8) }) else {
            return .file(bytes, isExecutable: false)
        }
        return .file(bytes, isExecutable: mode & 0o100 != 0)
    }

    /// A path without double slashes, `.` and `..`.
    private static func plain(_ path: String) -> String {
        var components: [Substring] = []
        for component in path.split(separator: "/") where component != "." {
            if component == ".." { _ = components.popLast() } else { components.append(component) }
        }
        return "/" + components.joined(separator: "/")
    }

    func names(inDirectory path: String) -> [String]? {
        let inside = files.keys.filter { $0.hasPrefix(path + "/") }.map { $0.dropFirst(path.count + 1) }
        return inside.isEmpty ? nil : inside.filter { !$0.contains("/") }.map(String.init)
    }

    /// Answers the questions that files cannot answer.
    func answer(_ question: MapQuestion) -> MapAnswer {
        switch question {
        case .program(let program): .program(run(program))
        case .ldap(let lookup): .ldap(outcome(of: lookup))
        }
    }

    /// The answer of the LDAP server of the case, which listens on the loopback address.
    private func outcome(of lookup: LDAPLookup) -> LDAPOutcome {
        let answers = ["ldap://127.0.0.1", "ldap://127.0.0.1/", "ldap://127.0.0.1:389", "ldap://localhost"]
        guard let ldif, lookup.map.servers.contains(where: answers.contains) else {
            return .unavailable(reason: "no server answers")
        }
        do {
            var maps = LDIFMaps(try LDIFReader().entries(in: Array(ldif.utf8)))
            return maps.outcome(of: lookup)
        } catch {
            return .unavailable(reason: "\(error)")
        }
    }

    /// Runs the script of a case in a new directory.
    private func run(_ program: ProgramRun) -> ProgramOutcome {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: directory) }
        guard let script = files[program.path] else { return .notRun }
        // execvp(3), which env(1) uses, would run the file with a shell; execve(2) refuses it.
        guard script.starts(with: "#!".utf8) else { return .cannotRun(reason: "exec format error") }
        do {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            let file = directory.appending(path: "map")
            let text = directory.appending(path: "text")
            try Data(script).write(to: text)
            // A file written by this process may still be open for writing in a child that another thread is starting;
            // execve(2) would fail with ETXTBSY.
            let copy = ["install", "-m", "0700", text.path(), file.path()]
            _ = try ChildProcess(copy, output: directory.appending(path: "copied").path()).waitUntilEnded()
            let variables = program.environment.merging(["PATH": "/usr/bin:/bin"]) { ours, _ in ours }
            let output = directory.appending(path: "output")
            let status = try ChildProcess(
                [file.path(), String(decoding: program.key, as: UTF8.self)],
                environment: variables.map { "\($0.key)=\($0.value)" },
                directory: directory.path(),
                output: output.path(),
                errors: directory.appending(path: "errors").path()
            ).waitUntilEnded()
            return .exited(status: Int(status), output: Array(try Data(contentsOf: output)))
        } catch {
            return .notRun
        }
    }
}

extension ResolverFacts {
    /// The facts about the network of the recordings, and those of one case.
    init(_ observed: AutomountCase) {
        self = observed.environment ?? ResolverFacts()
        autofsVersion = observed.version
        if host == "localhost" { host = "client.example.com" }
        defines = observed.defines ?? [:]
        daemonEnvironment.merge(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]) { given, _ in given }
        localAddresses = ["127.0.0.1/8", "::1/128", "192.0.2.1/24", "2001:db8::1/64"]
        let file = observed.files?["/etc/hosts"] ?? ObservedHosts.text
        silentSources = Set(Self.observedSilence)
        hosts = Self.addresses(inHostsFile: Array(file.utf8)).merging(hosts ?? [:]) { $0 + $1 }
        for number in 1...9 { servers["203.0.113.\(number)"] = Server(answers: false) }
        apply(observed.arguments ?? [])
    }

    /// The sources that did not run where the corpus was observed.
    static let observedSilence = ["yp", "nis", "nisplus", "hesiod", "sss", "userdir"]

    private mutating func define(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        if let name = parts.first { defines[name] = parts.count > 1 ? parts[1] : "" }
    }

    private mutating func apply(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "-O", "--global-options": globalOptions = rest.popFirst() ?? ""
            case "-t", "--timeout", "-n", "--negative-timeout", "-M", "--master-wait": _ = rest.popFirst()
            case "-D": define(rest.popFirst() ?? "")
            case _ where argument.hasPrefix("-D"): define(String(argument.dropFirst(2)))
            case _ where argument.hasPrefix("-"): break
            default: masterMap = argument
            }
        }
    }
}
