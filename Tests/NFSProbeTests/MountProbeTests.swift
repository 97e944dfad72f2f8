import Dispatch
import Glibc
import RandomTestSupport
import Synchronization
import Testing

@testable import NFSProbe

@Suite(.timeLimit(.minutes(10))) struct MountProbeTests {
    private static let silence: @Sendable (RawConnection) -> Void = { $0.waitForEnd() }

    /// A port on which nothing listens.
    private static func deadPort() async throws -> UInt16 {
        let server = try RawServer(silence)
        server.stop()
        for await _ in server.ended {}
        return server.port
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `reports the exports of a server in order and byte for byte`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let exports = Wire.randomExports(using: &generator)
        let list = Wire.exportList(exports)
        let script: @Sendable (RawConnection) -> Void = { connection in
            guard let call = connection.call() else { return }
            connection.send(Wire.record(Wire.reply(call.number, list)))
            connection.waitForEnd()
        }
        try await RawServer.serving(script) { server in
            let report = try await MountProbe(mountPort: server.port).exports(of: "127.0.0.1")
            #expect(
                report
                    == ProbeReport(
                        host: "127.0.0.1",
                        address: "127.0.0.1",
                        mountPort: server.port,
                        exports: exports
                    )
            )
            await server.conversationEnded()
        }
    }

    @Test func `calls mountd from a privileged port when run as root`() async throws {
        let port = Mutex<UInt16?>(nil)
        let script: @Sendable (RawConnection) -> Void = { connection in
            port.withLock { $0 = connection.clientPort }
            guard let call = connection.call() else { return }
            connection.send(Wire.record(Wire.reply(call.number, Wire.words(0))))
        }
        try await RawServer.serving(script) { server in
            _ = try await MountProbe(mountPort: server.port).exports(of: "127.0.0.1")
        }
        let client = try #require(port.withLock { $0 })
        #expect((client < 1024) == (geteuid() == 0))
    }

    @Test func `reports a port without a listener at once`() async throws {
        let port = try await Self.deadPort()
        let mount = await #expect(throws: ProbeError.self) {
            try await MountProbe(timeout: .seconds(3600), mountPort: port).exports(of: "127.0.0.1")
        }
        #expect(mount?.code == .refused)
        #expect(mount?.step == .mount)
        let rpcbind = await #expect(throws: ProbeError.self) {
            try await MountProbe(timeout: .seconds(3600), rpcbindPort: port).exports(of: "127.0.0.1")
        }
        #expect(rpcbind?.code == .refused)
        #expect(rpcbind?.step == .rpcbind)
    }

    @Test(arguments: ["", "no\u{0}name"])
    func `reports an invalid host name as unresolvable`(host: String) async {
        let error = await #expect(throws: ProbeError.self) {
            try await MountProbe(timeout: .seconds(3600)).exports(of: host)
        }
        #expect(error?.code == .unresolvable)
        #expect(error?.step == .resolve)
    }

    @Test func `tries the next address when the first refuses`() async throws {
        let script: @Sendable (RawConnection) -> Void = { connection in
            guard let call = connection.call() else { return }
            connection.send(Wire.record(Wire.reply(call.number, Wire.words(0))))
        }
        try await RawServer.serving(script) { server in
            let probe = MountProbe(timeout: .seconds(20), mountPort: server.port) { _ throws(ProbeError) in
                // Nothing listens on this port of the IPv6 loopback interface, or there is none.
                try HostAddress.resolve("::1") + HostAddress.resolve("127.0.0.1")
            }
            let report = try await probe.exports(of: "both")
            #expect(report.address == "127.0.0.1")
        }
    }

    @Test func `leaves time for the next address when the first is silent`() async throws {
        let conversations = Atomic(0)
        let script: @Sendable (RawConnection) -> Void = { connection in
            guard let call = connection.call() else { return }
            if conversations.add(1, ordering: .relaxed).oldValue > 0 {
                connection.send(Wire.record(Wire.reply(call.number, Wire.words(0))))
            }
            connection.waitForEnd()
        }
        try await RawServer.serving(script) { server in
            let probe = MountProbe(timeout: .seconds(4), mountPort: server.port) { _ throws(ProbeError) in
                try HostAddress.resolve("127.0.0.1") + HostAddress.resolve("127.0.0.1")
            }
            let report = try await probe.exports(of: "both")
            #expect(report.exports.isEmpty)
        }
        #expect(conversations.load(ordering: .relaxed) == 2)
    }

    @Test func `closes the connection when the probe is cancelled`() async throws {
        let (calls, called) = AsyncStream<Void>.makeStream()
        let script: @Sendable (RawConnection) -> Void = { connection in
            _ = connection.call()
            called.yield()
            connection.waitForEnd()
        }
        try await RawServer.serving(script) { server in
            let probe = MountProbe(timeout: .seconds(3600), mountPort: server.port)
            let task = Task { try await probe.exports(of: "127.0.0.1") }
            for await _ in calls { break }
            task.cancel()
            let error = await #expect(throws: ProbeError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            await server.conversationEnded()
        }
    }

    @Test func `does not start a probe in a cancelled task`() async {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await MountProbe(timeout: .seconds(3600)).exports(of: "127.0.0.1")
        }
        let error = await #expect(throws: ProbeError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    @Test func `times out while name resolution hangs in its thread`() async {
        let gate = DispatchSemaphore(value: 0)
        let threads = ProbeThreads(limit: 1)
        let probe = MountProbe(timeout: .milliseconds(50), threads: threads) { _ throws(ProbeError) in
            gate.wait()
            return []
        }
        let stuck = await #expect(throws: ProbeError.self) { try await probe.exports(of: "slow") }
        #expect(stuck?.code == .timedOut)
        #expect(stuck?.step == .resolve)
        let waiting = await #expect(throws: ProbeError.self) { try await probe.exports(of: "next") }
        #expect(waiting?.code == .timedOut)
        #expect(waiting?.step == .start)
        #expect(threads.running == 1)
        gate.signal()
        while threads.running > 0 { await Task.yield() }
    }

    @Test func `runs many probes on few threads and ends all threads`() async throws {
        let threads = ProbeThreads(limit: 4)
        let script: @Sendable (RawConnection) -> Void = { connection in
            guard let call = connection.call() else { return }
            connection.send(Wire.record(Wire.reply(call.number, Wire.words(0))))
            connection.waitForEnd()
        }
        try await RawServer.serving(script) { server in
            let probe = MountProbe(timeout: .seconds(50), mountPort: server.port, threads: threads)
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        _ = try await probe.exports(of: "127.0.0.1")
                        return threads.running
                    }
                }
                for try await running in group { #expect(running <= 4) }
            }
        }
        while threads.running > 0 { await Task.yield() }
    }
}
