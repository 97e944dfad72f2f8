import CTIRPC

/// Calls and replies of ONC RPC (RFC 5531, section 9), written and read by libtirpc in memory.
///
/// libtirpc's own transport (clnt_call(3) over xdrrec) is not used. Its time-out counts from each piece
/// that arrives, and it reads on for ever while replies carry another call's number, losing each time the
/// verifier that it has allocated: a server that floods such replies makes it grow without bound
/// (libtirpc 1.3.3, `clnt_vc_call`). Here a record is complete and limited before libtirpc sees it.
enum RPCMessage {
    /// Room for the header of a call: six words, and credential and verifier of 400 bytes each at most.
    private static let headerRoom = 24 + 2 * (8 + 400)

    /// The longest header of a reply: eight words and a verifier of 400 bytes.
    private static let replyHeaderLength = 32 + 400

    /// One call as one record with its mark, or nothing if libtirpc cannot write it.
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

    /// Where the results begin in a record that answers a call.
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
        let outcome = header.withUnsafeMutableBytes { decode($0, credential: credential) }
        return XDRReader(record, from: try outcome.get())
    }

    private static func header(
        of call: RPCCall,
        number: UInt32,
        credential: borrowing RPCCredential
    ) -> [UInt8]? {
        withUnsafeTemporaryAllocation(byteCount: headerRoom, alignment: 4) { room -> [UInt8]? in
            var stream = XDR()
            xdrmem_create(&stream, room.baseAddress, u_int(room.count), XDR_ENCODE)
            defer { CTIRPC_xdr_destroy(&stream) }
            var message = rpc_msg()
            message.rm_xid = number
            message.rm_direction = CALL
            message.ru.RM_cmb.cb_prog = call.program
            message.ru.RM_cmb.cb_vers = call.version
            var procedure = call.procedure
            guard xdr_callhdr(&stream, &message) != 0, xdr_u_int32_t(&stream, &procedure) != 0,
                credential.marshal(to: &stream)
            else { return nil }
            return Array(room.prefix(Int(CTIRPC_xdr_getpos(&stream))))
        }
    }

    private static func decode(
        _ record: UnsafeMutableRawBufferPointer,
        credential: borrowing RPCCredential
    ) -> Result<Int, RPCFailure> {
        // The verifier is decoded into room of ours, as long as the longest one, so that libtirpc allocates nothing.
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(MAX_AUTH_BYTES)) { verifier in
            var stream = XDR()
            xdrmem_create(&stream, record.baseAddress, u_int(record.count), XDR_DECODE)
            defer { CTIRPC_xdr_destroy(&stream) }
            var message = rpc_msg()
            CTIRPC_leave_results(&message)
            message.ru.RM_rmb.ru.RP_ar.ar_verf.oa_base = verifier.baseAddress
            guard xdr_replymsg(&stream, &message) != 0 else {
                return .failure(.malformed("the answer is not a reply of ONC RPC"))
            }
            if let failure = failure(of: message.ru.RM_rmb) { return .failure(failure) }
            guard credential.accepts(&message.ru.RM_rmb.ru.RP_ar.ar_verf) else {
                return .failure(.denied(.invalidResponse))
            }
            return .success(Int(CTIRPC_xdr_getpos(&stream)))
        }
    }

    private static func failure(of reply: reply_body) -> RPCFailure? {
        switch reply.rp_stat {
        case MSG_ACCEPTED: return failure(of: reply.ru.RP_ar)
        case MSG_DENIED: return failure(of: reply.ru.RP_dr)
        default: return .malformed("the reply has a status that the protocol does not know")
        }
    }

    private static func failure(of reply: accepted_reply) -> RPCFailure? {
        switch reply.ar_stat {
        case SUCCESS: return nil
        case PROG_UNAVAIL: return .programUnavailable
        case PROG_MISMATCH:
            let versions = reply.ru.AR_versions
            return .versionMismatch(low: versions.low, high: versions.high)
        case PROC_UNAVAIL: return .procedureUnavailable
        case GARBAGE_ARGS: return .garbageArguments
        case SYSTEM_ERR: return .systemError
        default: return .malformed("the accepted reply has a status that the protocol does not know")
        }
    }

    private static func failure(of reply: rejected_reply) -> RPCFailure {
        switch reply.rj_stat {
        case RPC_MISMATCH:
            return .protocolMismatch(low: reply.ru.RJ_versions.low, high: reply.ru.RJ_versions.high)
        default:
            return .denied(AuthenticationStatus(rawValue: reply.ru.RJ_why.rawValue))
        }
    }
}
