import Foundation
import Glibc
import ProcessTestSupport
import Synchronization

/// Real servers in their own network namespace with only a loopback interface.
///
/// They run in new network, mount and process namespaces, so that ports and files cannot collide.
/// The first process there waits for the end of its input. When the test ends, even by a crash, that process
/// ends, and the kernel kills all others with it. The laboratory's only thread joins the network; tasks that
/// prefer the laboratory as their executor run on it, and their threads join the network too.
final class ServerLaboratory: TaskExecutor {
    struct Failure: Error {
        let reason: String
    }

    private struct Queue {
        var jobs: [UnownedJob] = []
        var isClosed = false
    }

    let directory: URL
    private let queue = Mutex(Queue())
    private let arrivals = DispatchSemaphore(value: 0)

    private init(directory: URL) {
        self.directory = directory
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.withLock { $0.jobs.append(job) }
        arrivals.signal()
    }

    /// The servers of a laboratory.
    struct Setup {
        /// A shell script that starts the servers in the laboratory's directory, and ends once they answer.
        var script = ""
        /// Writes the files that the servers need into that directory.
        var prepare: (URL) throws -> Void = { _ in }
    }

    /// Runs a body in the network of the laboratory while its servers run.
    static func run<Value: Sendable>(
        _ setup: Setup,
        body: @Sendable (ServerLaboratory) async throws -> Value
    ) async throws -> Value {
        let directory = FileManager.default.temporaryDirectory.appending(path: "laboratory-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try setup.prepare(directory)
        let laboratory = ServerLaboratory(directory: directory)
        let script = setup.script
        let (ends, ended) = AsyncStream<Void>.makeStream()
        try await withCheckedThrowingContinuation { (ready: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread {
                laboratory.serve(script: script, ready: ready)
                ended.finish()
            }
        }
        let outcome = await laboratory.outcome(of: body)
        laboratory.close()
        for await _ in ends {}
        return try outcome.get()
    }

    private func outcome<Value: Sendable>(
        of body: @Sendable (ServerLaboratory) async throws -> Value
    ) async -> Result<Value, any Error> {
        await withTaskExecutorPreference(self) {
            do { return .success(try await body(self)) } catch { return .failure(error) }
        }
    }

    private func close() {
        queue.withLock { $0.isClosed = true }
        arrivals.signal()
    }

    private func serve(script: String, ready: CheckedContinuation<Void, any Error>) {
        do {
            let leash = try Leash()
            let output = directory.appending(path: "ready")
            let process = try ChildProcess(
                ["unshare", "--net", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child"]
                    + ["sh", "-c", Self.prologue + script + Self.epilogue],
                directory: directory.path,
                input: leash.helperEnd,
                output: output.path
            )
            leash.closeHelperEnd()
            defer {
                leash.send("end")
                _ = process.waitUntilEnded()
            }
            try awaitServers(process, output)
            try join(process.identifier)
            ready.resume()
            runJobs()
        } catch {
            ready.resume(throwing: error)
        }
    }

    /// Waits until the script reports that the servers answer; throws if it ends instead.
    private func awaitServers(_ process: ChildProcess, _ output: URL) throws {
        while try Data(contentsOf: output).isEmpty {
            guard process.exitStatus == nil else {
                let errors = try? String(contentsOf: directory.appending(path: "errors"), encoding: .utf8)
                throw Failure(reason: "the servers did not start: \(errors ?? "no root?")")
            }
            usleep(5_000)
        }
    }

    private func runJobs() {
        while true {
            arrivals.wait()
            let (job, isClosed) = queue.withLock { queue in
                (queue.jobs.isEmpty ? nil : queue.jobs.removeFirst(), queue.isClosed)
            }
            job?.runSynchronously(on: asUnownedTaskExecutor())
            if job == nil, isClosed { return }
        }
    }

    private func join(_ process: Int32) throws {
        let descriptor = open("/proc/\(process)/ns/net", O_RDONLY | O_CLOEXEC)
        defer { Glibc.close(descriptor) }
        // The Glibc module hides setns(2).
        typealias SetNamespace = @convention(c) (CInt, CInt) -> CInt
        let setns = dlsym(nil, "setns").map { unsafeBitCast($0, to: SetNamespace.self) }
        guard descriptor >= 0, setns?(descriptor, Self.networkNamespace) == 0 else {
            throw Failure(reason: "the network could not be joined: error \(errno)")
        }
    }

    private static let networkNamespace: CInt = 0x4000_0000

    private static let prologue = """
        set -e
        exec 2>> errors
        ip link set lo up
        mount -t tmpfs tmpfs /run
        mkdir -p /run/ganesha /run/rpcbind
        mount -t tmpfs tmpfs /var/lib/nfs
        mkdir /var/lib/nfs/ganesha /var/lib/nfs/sm
        touch /var/lib/nfs/rmtab
        await() { for i in $(seq 300); do if "$@" > /dev/null 2>&1; then return 0; fi; sleep 0.1; done; return 1; }

        """
    private static let epilogue = "\necho ready\nread -r line\n"
}
