import ArgumentParser
import NFSProbe
import SourceText

/// Asks an NFS server what it offers: `autohome probe`.
struct ProbeCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Show what an NFS server offers.",
        discussion: """
            Asks the server's mountd (MOUNT version 3 over TCP) and mounts nothing. Ends with 0 if the server offers \
            the path, or anything if no path is given; with 1 if not; with 2 if the server could not be asked.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The server, and a path that it should export.", valueName: "host[:/path]"))
    var target: String

    @Option(help: ArgumentHelp("The time limit for the whole command.", valueName: "seconds"))
    var timeout = 10

    @Option(help: ArgumentHelp("The TCP port of mountd, for servers without rpcbind.", valueName: "port"))
    var mountPort: UInt16?

    mutating func validate() throws {
        guard (1...3_600).contains(timeout) else {
            throw ValidationError("--timeout takes 1 to 3600 seconds, not \(timeout)")
        }
        guard !host.isEmpty else {
            throw ValidationError("\"\(printable(target))\" has no host; expected HOST or HOST:/PATH")
        }
    }

    func work(in context: CommandContext) async throws -> Answer {
        let probe = MountProbe(timeout: .seconds(timeout), mountPort: mountPort)
        let report = try await probe.exports(of: host)
        let exports = path.map { path in report.exports.filter { $0.path.bytes.elementsEqual(path.utf8) } }
        let found = ProbeReport(
            host: report.host,
            address: report.address,
            mountPort: report.mountPort,
            exports: exports ?? report.exports
        )
        try context.render(text: ProbeRenderer.text(of: found), json: found)
        if found.exports.isEmpty {
            let what = path.map { printable($0) } ?? "anything"
            context.console.writeError("autohome: \(printable(host)) does not offer \(what)\n")
        }
        return found.exports.isEmpty ? .no : .yes
    }

    // An IPv6 address contains colons, so the path begins at the first ":/".
    private var host: String {
        let host = target.firstRange(of: ":/").map { target[..<$0.lowerBound] } ?? target[...]
        return String(host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host)
    }

    private var path: String? {
        target.firstRange(of: ":/").map { String(target[target.index(after: $0.lowerBound)...]) }
    }
}
