/// What is being asked and where: it words the failures of one step.
struct Endpoint {
    let host: String
    let address: HostAddress
    let port: UInt16
    let step: ProbeError.Step

    /// The program in the words of a person.
    var program: String { step == .rpcbind ? "rpcbind" : "mountd" }

    /// Address and port as a person writes them.
    var place: String {
        address.transport == "tcp6" ? "[\(address.text)]:\(port)" : "\(address.text):\(port)"
    }

    func failure(_ code: ProbeError.Code, _ message: String) -> ProbeError {
        ProbeError(code, step, host: host, "\(program) at \(place): \(message)")
    }

    func failure(_ failure: XDRFailure) -> ProbeError {
        let code: ProbeError.Code = failure.kind == .limitExceeded ? .replyTooLarge : .malformedReply
        return self.failure(code, "\(failure); check with rpcinfo(8) which program listens there")
    }

    func failure(_ failure: RPCFailure) -> ProbeError {
        switch failure {
        case .malformed(let reason):
            self.failure(.malformedReply, "\(reason); check with rpcinfo(8) which program listens there")
        case .programUnavailable:
            self.failure(.unsupported, "the server that answers is not \(program): check the port")
        case .versionMismatch(let low, let high):
            self.failure(.unsupported, "version 3 is not offered, only \(low) to \(high): enable NFSv3 there")
        case .procedureUnavailable:
            self.failure(.unsupported, "the procedure is not offered: the server does not list its exports")
        case .garbageArguments:
            self.failure(.serverFault, "the server could not read the call")
        case .systemError:
            self.failure(.serverFault, "the server reports an error of its own: see its log")
        case .protocolMismatch(let low, let high):
            self.failure(.unsupported, "RPC version 2 is not spoken, only \(low) to \(high)")
        case .denied(let status):
            self.failure(.denied, "\(status): allow this host at the server (hosts.allow, exports)")
        }
    }
}
