import CTIRPC

/// Calls and replies of ONC RPC (RFC 5531, section 9), written and read by libtirpc in memory.
///
/// libtirpc's own transport (clnt_call(3) over xdrrec) is not used, for two reasons. Its timeout starts again with each
/// piece that arrives. And it keeps reading as long as replies have the number of another call, and leaks the verifier
/// of each: a server that floods such replies makes its memory grow without limit (libtirpc 1.3.3, `clnt_vc_call`).
/// Here a record is complete, and its size is checked, before libtirpc reads it.
enum RPCMessage {
    /// The longest header of a call: six words, and a credential and a verifier of at most 400 bytes each.
    private static let headerRoom = 24 + 2 * (8 + CTIRPC_verifier_limit)

    /// The longest header of a reply: eight words, and a verifier of at most 400 bytes.
    private static let replyHeaderLength = 32 + CTIRPC_verifier_limit

    /// A call as one record with its record mark; nil if libtirpc cannot write it.
    static func record(
        of call: RPCCall,
        number: UInt32,
        credential: borrowing RPCCredential
    ) -> [UInt8]? {
        guard let header = header(of: call, number: number, credential: credential) else { return nil }
        let length = header.count + call.arguments.count
        guard length < 1 << 20 else { return nil }
        var record = XDRWriter()
        record.append(0x8000_0000 | UInt32(length))
        return record.bytes + header + call.arguments
    }

    /// Reads the header of a reply, and returns a reader at the beginning of its results.
    static func results(
        in record: [UInt8],
        number: UInt32,
        credential: borrowing RPCCredential
    ) throws(RPCFailure) -> XDRReader {
        var words = XDRReader(record)
        guard let answered = try? words.unsignedInteger("the number of the call") else {
            throw .malformed("the answer is shorter than any reply")
        }
        guard answered == number else { throw .malformed("the answer belongs to another call") }
        var header = Array(record.prefix(replyHeaderLength))
        let reply = CTIRPC_read_reply(&header, header.count, credential.handle)
        if let failure = failure(of: reply) { throw failure }
        return XDRReader(record, from: reply.results)
    }

    private static func header(
        of call: RPCCall,
        number: UInt32,
        credential: borrowing RPCCredential
    ) -> [UInt8]? {
        var room = [UInt8](repeating: 0, count: headerRoom)
        var words = CTIRPC_call(
            number: number,
            program: call.program,
            version: call.version,
            procedure: call.procedure
        )
        let length = CTIRPC_write_call(&room, room.count, &words, credential.handle)
        return length < 0 ? nil : Array(room.prefix(length))
    }

    private static func failure(of reply: CTIRPC_reply) -> RPCFailure? {
        switch reply.outcome {
        case CTIRPC_success: nil
        case CTIRPC_malformed: .malformed("the answer is not a reply of ONC RPC")
        case CTIRPC_program_unavailable: .programUnavailable
        case CTIRPC_version_mismatch: .versionMismatch(low: reply.low, high: reply.high)
        case CTIRPC_procedure_unavailable: .procedureUnavailable
        case CTIRPC_garbage_arguments: .garbageArguments
        case CTIRPC_system_error: .systemError
        case CTIRPC_protocol_mismatch: .protocolMismatch(low: reply.low, high: reply.high)
        case CTIRPC_denied: .denied(AuthenticationStatus(rawValue: reply.reason))
        default: .malformed("the reply has a status that is not in the protocol")
        }
    }
}
