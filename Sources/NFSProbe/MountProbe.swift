/// Lists the exports that a server's mountd offers, without mounting anything.
///
///     let report = try await MountProbe(timeout: .seconds(5)).exports(of: "nfs.example.org")
///
/// It asks rpcbind for the port of mountd (program 100005, version 3, TCP), then mountd for its exports. Each address
/// of the host is tried. Only the port is used from the answer of rpcbind, never another host. No answer of a server
/// can make it wait beyond its time limit, or use more memory than its limits allow.
public struct MountProbe: Sendable {
    /// The largest time limit of a probe.
    private static let longestTimeout = Duration.seconds(3600)
    /// How long to wait after the time limit before giving up, even if the system's resolver still blocks the thread.
    private static let grace = Duration.milliseconds(250)

    private let timeout: Duration
    private let mountPort: UInt16?
    private let limits: ExportListLimits
    private let rpcbindPort: UInt16
    private let threads: ProbeThreads
    private let resolve: @Sendable (String) throws(ProbeError) -> [HostAddress]

    /// Makes a probe.
    ///
    /// - Parameters:
    ///   - timeout: the time limit for everything, from resolving the name to the last byte; at most an hour.
    ///   - mountPort: the TCP port of mountd, for servers without rpcbind; nil to ask rpcbind.
    ///   - limits: the largest answer that is accepted.
    public init(
        timeout: Duration = .seconds(10),
        mountPort: UInt16? = nil,
        limits: ExportListLimits = ExportListLimits()
    ) {
        self.init(
            timeout: timeout,
            mountPort: mountPort,
            limits: limits,
            rpcbindPort: 111,
            threads: .shared,
            resolve: HostAddress.resolve
        )
    }

    init(
        timeout: Duration,
        mountPort: UInt16? = nil,
        limits: ExportListLimits = ExportListLimits(),
        rpcbindPort: UInt16 = 111,
        threads: ProbeThreads = .shared,
        resolve: @escaping @Sendable (String) throws(ProbeError) -> [HostAddress] = HostAddress.resolve
    ) {
        self.timeout = min(max(timeout, .zero), Self.longestTimeout)
        self.mountPort = mountPort
        self.limits = limits
        self.rpcbindPort = rpcbindPort
        self.threads = threads
        self.resolve = resolve
    }

    /// Lists the exports of a server (RFC 1813, 5.2.5).
    ///
    /// Blocking calls run on the module's own threads, of which the process has a limited number.
    /// Cancelling the task shuts the connection down and returns at once.
    ///
    /// - Parameter host: a name or an address of the server.
    /// - Returns: the exports, and the address and port that answered.
    /// - Throws: the failure of the address that got furthest.
    public func exports(of host: String) async throws(ProbeError) -> ProbeReport {
        let deadline = ContinuousClock.now.advanced(by: timeout)
        let inquiry = ExportInquiry(
            host: host,
            mountPort: mountPort,
            rpcbindPort: rpcbindPort,
            limits: limits,
            deadline: deadline,
            resolve: resolve
        )
        let run = ProbeRun(host: host)
        let threads = threads
        let outcome = await withTaskGroup(of: Void.self, returning: ProbeRun.Outcome.self) { group in
            group.addTask {
                try? await Task.sleep(until: deadline.advanced(by: Self.grace), clock: .continuous)
                if !Task.isCancelled { run.interrupt(.timedOut, "no answer in time") }
            }
            let outcome = await run.outcome(on: threads, of: inquiry.report)
            group.cancelAll()
            return outcome
        }
        return try outcome.get()
    }
}
