/// A remote procedure and its arguments, encoded in XDR.
struct RPCCall {
    let program: UInt32
    let version: UInt32
    let procedure: UInt32
    let arguments: [UInt8]
}

extension RPCCall {
    private static let mountProgram: UInt32 = 100_005
    private static let rpcbindProgram: UInt32 = 100_000
    private static let tcp: UInt32 = 6

    /// MOUNT version 3, EXPORT (RFC 1813, 5.2.5).
    static let exportList = RPCCall(program: mountProgram, version: 3, procedure: 5, arguments: [])

    /// rpcbind version 3, GETADDR of MOUNT version 3 (RFC 1833, 2.2.1); the answer is a universal address.
    static func mountAddress(transport: String) -> RPCCall {
        var arguments = XDRWriter()
        arguments.append(mountProgram)
        arguments.append(3)
        arguments.append(XDRString(bytes: Array(transport.utf8)))
        arguments.append(XDRString(bytes: []))
        arguments.append(XDRString(bytes: []))
        return RPCCall(program: rpcbindProgram, version: 3, procedure: 3, arguments: arguments.bytes)
    }

    /// The port mapper's version 2, GETPORT of MOUNT version 3 over TCP (RFC 1833, 3.2); the answer is a port.
    static let mountPort: RPCCall = {
        var arguments = XDRWriter()
        for value in [mountProgram, 3, tcp, 0] { arguments.append(value) }
        return RPCCall(program: rpcbindProgram, version: 2, procedure: 3, arguments: arguments.bytes)
    }()
}
