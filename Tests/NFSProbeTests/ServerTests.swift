import Foundation
import Testing

@testable import NFSProbe

/// Probes of real servers: rpcbind, Linux's mountd and NFS-Ganesha.
@Suite(.timeLimit(.minutes(10))) struct ServerTests {
    @Test(arguments: [RealServer.ganesha, .mountd], ["127.0.0.1", "::1", "localhost"])
    func `lists the exports of real servers by rpcbind and by port, over IPv4 and IPv6`(
        server: RealServer,
        host: String
    ) async throws {
        try await ServerLaboratory.run(server.setup) { laboratory in
            for port in [nil, RealServer.mountPort] {
                let probe = MountProbe(
                    timeout: .seconds(30),
                    mountPort: port,
                    threads: ProbeThreads(limit: 1)
                )
                let report = try await probe.exports(of: host)
                #expect(report.mountPort == RealServer.mountPort)
                var offered: [[UInt8]: Set<String>] = [:]
                for export in report.exports {
                    offered[export.path.bytes] = Set(export.clients.map(\.description))
                }
                #expect(offered == server.expected(below: laboratory.directory))
                #expect(report.exports.count == offered.count)
            }
        }
    }

    @Test func `reports that no mountd is registered with rpcbind`() async throws {
        try await ServerLaboratory.run(.init(script: RealServer.startRpcbind)) { _ in
            for host in ["127.0.0.1", "::1"] {
                let probe = MountProbe(timeout: .seconds(30), threads: ProbeThreads(limit: 1))
                let error = await #expect(throws: ProbeError.self) { try await probe.exports(of: host) }
                #expect(error?.code == .notRegistered)
                #expect(error?.step == .rpcbind)
            }
        }
    }

    @Test func `reports that a server without rpcbind refuses the connection`() async throws {
        try await ServerLaboratory.run(.init()) { _ in
            let probe = MountProbe(timeout: .seconds(30), threads: ProbeThreads(limit: 1))
            let error = await #expect(throws: ProbeError.self) { try await probe.exports(of: "127.0.0.1") }
            #expect(error?.code == .refused)
            #expect(error?.step == .rpcbind)
        }
    }

    @Test func `reports a host without a route at once`() async throws {
        try await ServerLaboratory.run(.init()) { _ in
            let probe = MountProbe(timeout: .seconds(3600), threads: ProbeThreads(limit: 1))
            let error = await #expect(throws: ProbeError.self) { try await probe.exports(of: "192.0.2.1") }
            #expect(error?.code == .unreachable)
            #expect(error?.step == .rpcbind)
        }
    }

    @Test func `reports an unresolvable name on one line`() async throws {
        try await ServerLaboratory.run(.init()) { _ in
            for host in ["host.invalid", "300.1.1.1", "a\nb"] {
                let probe = MountProbe(timeout: .seconds(50), threads: ProbeThreads(limit: 1))
                let error = await #expect(throws: ProbeError.self) { try await probe.exports(of: host) }
                #expect(error?.code == .unresolvable)
                #expect(error?.step == .resolve)
                #expect(error?.description.contains("\n") == false)
            }
        }
    }
}
