/// Lists what a server's mountd offers, without a kernel mount.
///
///     let report = try await MountProbe(timeout: .seconds(5)).exports(of: "nfs.example.org")
///
/// It asks rpcbind for mountd's port (program 100005, version 3, TCP), then mountd for its exports. Each
/// address of the host is tried; of rpcbind's answer only the port is taken, never another host. Nothing a
/// server sends can make it wait longer than its time, or keep more than its limits.
public struct MountProbe: Sendable {
    /// The longest time that a probe may be given.
    private static let longestTimeout = Duration.seconds(3600)
    /// After this the answer is given up even where the system's resolver still holds the thread.
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
    ///   - timeout: the time for everything, from the look-up of the name to the last byte; an hour at most.
    ///   - mountPort: the TCP port of mountd, for servers without rpcbind; nil asks rpcbind.
    ///   - limits: how much of an answer is taken.
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
    /// The calls that block run on threads of the module's own, a bounded number for the whole process.
    /// Cancelling the task shuts the connection down and returns at once.
    ///
    /// - Parameter host: a name or an address of the server.
    /// - Returns: the exports, and the address and port that told of them.
    /// - Throws: why not, for the address that came furthest.
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
