import Foundation
import Glibc
import ProcessTestSupport
import Testing

/// A real server for a laboratory, which exports three directories.
struct RealServer: CustomTestStringConvertible, Sendable {
    static let mountPort: UInt16 = 12_020
    static let startRpcbind = "rpcbind -f &\nawait rpcinfo -p 127.0.0.1\n"

    /// The last part of each exported path: plain, with blank and quote, and not UTF-8.
    private static let names = [
        Array("home".utf8), Array("every body's".utf8), Array("latin-1 ".utf8) + [0xFC],
    ]

    let testDescription: String
    private let script: String
    private let configuration: @Sendable (_ paths: [[UInt8]]) -> [UInt8]
    private let clients: [Set<String>]

    var setup: ServerLaboratory.Setup {
        ServerLaboratory.Setup(script: Self.startRpcbind + script, prepare: prepare)
    }

    /// The exports of the server, as it lists them.
    func expected(below directory: URL) -> [[UInt8]: Set<String>] {
        Dictionary(uniqueKeysWithValues: zip(Self.paths(below: directory), clients))
    }

    private func prepare(_ directory: URL) throws {
        let paths = Self.paths(below: directory)
        for path in paths where mkdir((path + [0]).map { CChar(bitPattern: $0) }, 0o755) != 0 {
            throw ServerLaboratory.Failure(reason: "no directory to export")
        }
        try Data(configuration(paths)).write(to: directory.appending(path: "configuration"))
    }

    private static func paths(below directory: URL) -> [[UInt8]] {
        names.map { Array((directory.path + "/").utf8) + $0 }
    }
}

extension RealServer {
    /// NFS-Ganesha; it lists a single address with its prefix length, and a netgroup without '@'.
    static let ganesha = RealServer(
        testDescription: "Ganesha",
        script: NFSGanesha.requirement + """
            ganesha.nfsd -F -L "$PWD/log" -f "$PWD/configuration" -p /run/ganesha/pid &
            await rpcinfo -t 127.0.0.1 100005 3
            """,
        configuration: { paths in
            let clients = ["127.0.0.0/8, 192.0.2.1, fd00::/8, *.example.org, @staff", nil, "127.0.0.1"]
            let core = """
                NFS_CORE_PARAM {
                    NFS_Protocols = 3; NFS_Port = 12049; MNT_Port = \(mountPort);
                    Enable_NLM = false; Enable_RQUOTA = false;
                }

                """
            var text = Array(core.utf8)
            for (index, path) in paths.enumerated() {
                let client = clients[index].map { "CLIENT { Clients = \($0); Access_Type = RO; }" } ?? ""
                text += Array("EXPORT { Export_Id = \(index + 1); Access_Type = RO; Path = \"".utf8) + path
                text += Array("\"; Pseudo = /\(index); FSAL { Name = VFS; } \(client) }\n".utf8)
            }
            return text
        },
        clients: [
            ["127.0.0.0/8", "192.0.2.1/32", "fd00::/8", "*.example.org", "staff"], [], ["127.0.0.1/32"],
        ]
    )

    /// Linux's mountd, which lists the exports of exportfs(8) even without a running kernel server.
    static let mountd = RealServer(
        testDescription: "rpc.mountd",
        script: """
            mount --bind "$PWD/configuration" /etc/exports
            exportfs -ra
            rpc.mountd --foreground --port \(mountPort) &
            await rpcinfo -t 127.0.0.1 100005 3
            """,
        configuration: { paths in
            let clients = [
                "127.0.0.0/8(fsid=1) 192.0.2.1(fsid=1) fd00::/8(fsid=1) *.example.org(fsid=1) @staff(fsid=1)",
                "*(fsid=2)",
                "127.0.0.1(fsid=3)",
            ]
            return zip(paths, clients).flatMap { path, clients in
                Array("\"".utf8) + path + Array("\" \(clients)\n".utf8)
            }
        },
        clients: [["127.0.0.0/8", "192.0.2.1", "fd00::/8", "*.example.org", "@staff"], ["*"], ["127.0.0.1"]]
    )
}
