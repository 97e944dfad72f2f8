/// A TCP connection to one RPC program, one call at a time.
struct RPCConnection: ~Copyable {
    /// The number of bytes to read at a time.
    private static let pieceBytes = 64 << 10

    private let socket: StreamSocket
    private let endpoint: Endpoint
    private let credential: RPCCredential
    private var number = UInt32.random(in: .min ... .max)

    /// Connects to a program; a caller with AUTH_SYS uses a port below 1024 if that is permitted.
    static func connect(
        to endpoint: Endpoint,
        as caller: RPCCaller,
        deadline: ContinuousClock.Instant,
        run: ProbeRun
    ) throws(ProbeError) -> RPCConnection {
        guard let credential = RPCCredential(caller) else {
            throw endpoint.failure(.noResources, "this machine has no memory for a credential")
        }
        let fromReservedPort = if case .user = caller { true } else { false }
        let socket = try StreamSocket.connect(
            to: endpoint,
            fromReservedPort: fromReservedPort,
            deadline: deadline,
            run: run
        )
        return RPCConnection(socket: socket, endpoint: endpoint, credential: credential)
    }

    private init(
        socket: consuming StreamSocket,
        endpoint: Endpoint,
        credential: consuming RPCCredential
    ) {
        self.socket = socket
        self.endpoint = endpoint
        self.credential = credential
    }

    /// Calls a procedure; `limit` is the most bytes that the answer may have, including headers.
    mutating func results(of call: RPCCall, limit: Int) throws(ProbeError) -> Result<XDRReader, RPCFailure> {
        number &+= 1
        guard let record = RPCMessage.record(of: call, number: number, credential: credential) else {
            throw endpoint.failure(.noResources, "the call could not be written")
        }
        try socket.send(record)
        let answer = try receiveRecord(limit: limit)
        do {
            return .success(try RPCMessage.results(in: answer, number: number, credential: credential))
        } catch {
            return .failure(error)
        }
    }

    private func receiveRecord(limit: Int) throws(ProbeError) -> [UInt8] {
        var assembler = RecordAssembler(limit: limit)
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceBytes, alignment: 8)
        defer { room.deallocate() }
        while !assembler.isComplete {
            let count = try socket.receive(into: room)
            do {
                try assembler.append(UnsafeRawBufferPointer(rebasing: room.prefix(count)))
            } catch {
                throw endpoint.failure(error)
            }
        }
        return assembler.record
    }
}
