import Foundation
import Testing

@testable import NFSProbe

/// Probes of a real rpcbind and a real NFS-Ganesha.
@Suite(.timeLimit(.minutes(2))) struct ServerTests {
    private static let mountPort: UInt16 = 12_020
    private static let startRpcbind = "rpcbind -f &\nawait rpcinfo -p 127.0.0.1\n"
    private static let startGanesha = """
        ganesha.nfsd -F -L "$PWD/log" -f "$PWD/ganesha.conf" -p /run/ganesha/pid &
        await rpcinfo -t 127.0.0.1 100005 3
        """

    /// The directories that are exported, by the end of their path.
    private static let exports: [(name: [UInt8], clients: String?)] = [
        (Array("home".utf8), "127.0.0.0/8, 192.0.2.1, fd00::/8, *.example.org, @staff"),
        (Array("everybody's".utf8), nil),
        (Array("latin-1 \u{20}".utf8) + [0xFC], "127.0.0.1"),
    ]

    private static func prepare(_ directory: URL) throws {
        var configuration = Data(
            """
            NFS_CORE_PARAM {
                NFS_Protocols = 3; NFS_Port = 12049; MNT_Port = \(mountPort);
                Enable_NLM = false; Enable_RQUOTA = false;
            }

            """.utf8
        )
        for (index, export) in exports.enumerated() {
            let path = Data((directory.path + "/").utf8 + export.name)
            let status = path.withUnsafeBytes { bytes in
                mkdir(Array(bytes + [0]).map { CChar(bitPattern: $0) }, 0o755)
            }
            guard status == 0 else { throw ServerLaboratory.Failure(reason: "no directory") }
            let client = export.clients.map { "CLIENT { Clients = \($0); Access_Type = RO; }" } ?? ""
            configuration += Data("EXPORT { Export_Id = \(index + 1); Access_Type = RO; Path = \"".utf8)
            configuration += path
            configuration += Data("\"; Pseudo = /\(index); FSAL { Name = VFS; } \(client) }\n".utf8)
        }
        try configuration.write(to: directory.appending(path: "ganesha.conf"))
    }

    @Test(arguments: [nil, Self.mountPort], ["127.0.0.1", "::1", "localhost"])
    func `Ganesha's exports are listed, by rpcbind and by port, over both families`(
        port: UInt16?,
        host: String
    ) async throws {
        let setup = ServerLaboratory.Setup(
            script: Self.startRpcbind + Self.startGanesha,
            prepare: Self.prepare
        )
        try await ServerLaboratory.run(setup) { laboratory in
            let probe = MountProbe(timeout: .seconds(30), mountPort: port, threads: ProbeThreads(limit: 1))
            let report = try await probe.exports(of: host)
            #expect(report.mountPort == Self.mountPort)
            let root = Array((laboratory.directory.path + "/").utf8)
            #expect(report.exports.map(\.path.bytes) == Self.exports.map { root + $0.name })
            // Ganesha writes a lone address as a network of one, and a netgroup without its '@'.
            #expect(
                report.exports.map { $0.clients.map(\.description) } == [
                    ["127.0.0.0/8", "192.0.2.1/32", "fd00::/8", "*.example.org", "staff"], [],
                    ["127.0.0.1/32"],
                ]
            )
        }
    }

    @Test func `rpcbind without mountd says that none is registered`() async throws {
        try await ServerLaboratory.run(.init(script: Self.startRpcbind)) { _ in
            for host in ["127.0.0.1", "::1"] {
                let probe = MountProbe(timeout: .seconds(30), threads: ProbeThreads(limit: 1))
                let error = await #expect(throws: ProbeError.self) { try await probe.exports(of: host) }
                #expect(error?.code == .notRegistered)
                #expect(error?.step == .rpcbind)
            }
        }
    }

    @Test func `a server without rpcbind refuses`() async throws {
        try await ServerLaboratory.run(.init()) { _ in
            let probe = MountProbe(timeout: .seconds(30), threads: ProbeThreads(limit: 1))
            let error = await #expect(throws: ProbeError.self) { try await probe.exports(of: "127.0.0.1") }
            #expect(error?.code == .refused)
            #expect(error?.step == .rpcbind)
        }
    }

    @Test func `a host that no route leads to is unreachable at once`() async throws {
        try await ServerLaboratory.run(.init()) { _ in
            let probe = MountProbe(timeout: .seconds(3600), threads: ProbeThreads(limit: 1))
            let error = await #expect(throws: ProbeError.self) { try await probe.exports(of: "192.0.2.1") }
            #expect(error?.code == .unreachable)
            #expect(error?.step == .rpcbind)
        }
    }
}
