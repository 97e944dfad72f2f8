/// The program to ask and its address; makes the error messages of one step.
struct Endpoint {
    let host: String
    let address: HostAddress
    let port: UInt16
    let step: ProbeError.Step

    /// The name of the program in messages.
    var program: String { step == .rpcbind ? "rpcbind" : "mountd" }

    /// The address and the port in messages.
    var place: String {
        address.transport == "tcp6" ? "[\(address.text)]:\(port)" : "\(address.text):\(port)"
    }

    func failure(_ code: ProbeError.Code, _ message: String) -> ProbeError {
        ProbeError(code, step, host: host, "\(program) at \(place): \(message)")
    }

    func failure(_ failure: XDRFailure) -> ProbeError {
        guard failure.kind == .limitExceeded else { return malformed("\(failure)") }
        return self.failure(
            .replyTooLarge,
            "\(failure): check with rpcinfo(8) which program listens there; if its list is that long, raise the limits"
        )
    }

    func failure(_ failure: RPCFailure) -> ProbeError {
        switch failure {
        case .malformed(let reason):
            malformed(reason)
        case .programUnavailable:
            self.failure(.unsupported, "the server that answers is not \(program): check the port")
        case .versionMismatch(let low, let high):
            self.failure(
                .unsupported,
                "only versions \(low) to \(high) are offered: enable NFSv3 at the server"
            )
        case .procedureUnavailable:
            self.failure(
                .unsupported,
                "the procedure is not supported: this server does not list its exports"
            )
        case .garbageArguments:
            self.failure(
                .serverFault,
                "the server could not read the call: check which program listens there"
            )
        case .systemError:
            self.failure(.serverFault, "the server reports an internal error: check its log")
        case .protocolMismatch(let low, let high):
            self.failure(
                .unsupported,
                "only versions \(low) to \(high) of RPC are supported, but 2 is needed"
            )
        case .denied(let status):
            self.failure(.denied, "\(status): allow this host at the server (hosts.allow, exports)")
        }
    }

    private func malformed(_ reason: String) -> ProbeError {
        failure(.malformedReply, "\(reason): check with rpcinfo(8) which program listens there")
    }
}
