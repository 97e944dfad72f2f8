import Testing

@testable import NFSProbe

/// A bad answer of a server, and the error that a probe must report.
struct HostileAnswer: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: ProbeError.Code
    var limits = ExportListLimits()
    /// The behaviour of the server after it has read the call with this number.
    let script: @Sendable (RawConnection, UInt32) -> Void

    init(
        _ testDescription: String,
        _ code: ProbeError.Code,
        limits: ExportListLimits = ExportListLimits(),
        script: @escaping @Sendable (RawConnection, UInt32) -> Void
    ) {
        self.testDescription = testDescription
        self.code = code
        self.limits = limits
        self.script = script
    }

    /// A server that sends one record.
    init(
        _ testDescription: String,
        _ code: ProbeError.Code,
        limits: ExportListLimits = ExportListLimits(),
        record: @escaping @Sendable (UInt32) -> [UInt8]
    ) {
        self.init(testDescription, code, limits: limits) { connection, number in
            connection.send(Wire.record(record(number)))
        }
    }
}

extension HostileAnswer {
    /// Short if the probe has to time out, long if it must detect the error before.
    var timeout: Duration { code == .timedOut ? .seconds(1) : .seconds(50) }

    static let all = silent + endless + huge + refusals + malformed

    private static let silent = [
        HostileAnswer("silence", .timedOut) { _, _ in },
        HostileAnswer("half a mark, then silence", .timedOut) { connection, _ in
            connection.send([0x80, 0x00])
        },
        HostileAnswer("half a record, then silence", .timedOut) { connection, number in
            connection.send(Wire.record(Wire.reply(number, Wire.words(0))).dropLast(3))
        },
        HostileAnswer("half a record, then closed", .unreachable) { connection, number in
            connection.send(Wire.record(Wire.reply(number, Wire.words(0))).dropLast(3))
            connection.end()
        },
        HostileAnswer("closed at once", .unreachable) { connection, _ in connection.end() },
    ]

    private static let endless = [
        HostileAnswer("single bytes forever", .timedOut) { connection, number in
            for byte in Wire.record(Wire.reply(number, Wire.emptyExports(100_000))) {
                guard connection.send([byte]) else { return }
                connection.rest()
            }
        },
        HostileAnswer("empty fragments forever", .malformedReply) { connection, _ in
            connection.sendForEver(Array(repeating: 0, count: 4096))
        },
        HostileAnswer(
            "fragments of one byte forever",
            .replyTooLarge,
            limits: ExportListLimits(replyBytes: 4096)
        ) { connection, _ in
            connection.sendForEver([0, 0, 0, 1, 0])
        },
        HostileAnswer("replies to other calls forever", .malformedReply) { connection, number in
            let verifier = Wire.words(0, 400) + Array(repeating: 0, count: 400)
            connection.sendForEver(Wire.record(Wire.words(number &+ 1, 1, 0) + verifier + Wire.words(0)))
        },
        HostileAnswer("a fragment of 2 GiB", .replyTooLarge) { connection, _ in
            connection.send(Wire.words(.max))
            connection.sendForEver(Array(repeating: 0, count: 65_536))
        },
    ]

    private static let huge = [
        HostileAnswer("a list of a million exports", .replyTooLarge) { number in
            Wire.reply(number, Wire.emptyExports(1_000_000))
        },
        HostileAnswer(
            "a list of a million exports without a limit on bytes",
            .replyTooLarge,
            limits: ExportListLimits(replyBytes: 1 << 30)
        ) { number in
            Wire.reply(number, Wire.emptyExports(1_000_000))
        },
        HostileAnswer("an export with a million clients", .replyTooLarge) { number in
            let clients = Array(repeating: XDRString(""), count: 1_000_000)
            return Wire.reply(
                number,
                Wire.exportList([OfferedExport(path: XDRString("/"), clients: clients)])
            )
        },
        HostileAnswer("a path of 4 GiB", .replyTooLarge) { Wire.reply($0, Wire.words(1, .max)) },
        HostileAnswer("a client of 4 GiB", .replyTooLarge) { Wire.reply($0, Wire.words(1, 0, 1, .max)) },
        HostileAnswer("a verifier of 4 GiB", .malformedReply) { Wire.words($0, 1, 0, 0, .max, 0, 0) },
    ]

    private static let refusals = [
        HostileAnswer("PROG_UNAVAIL", .unsupported) { Wire.reply($0, status: 1) },
        HostileAnswer("PROG_MISMATCH", .unsupported) { Wire.reply($0, status: 2, Wire.words(1, 1)) },
        HostileAnswer("PROC_UNAVAIL", .unsupported) { Wire.reply($0, status: 3) },
        HostileAnswer("GARBAGE_ARGS", .serverFault) { Wire.reply($0, status: 4) },
        HostileAnswer("SYSTEM_ERR", .serverFault) { Wire.reply($0, status: 5) },
        HostileAnswer("RPC_MISMATCH", .unsupported) { Wire.words($0, 1, 1, 0, 3, 3) },
        HostileAnswer("AUTH_TOOWEAK", .denied) { Wire.words($0, 1, 1, 1, 5) },
    ]

    private static let malformed = [
        HostileAnswer("the number of another call", .malformedReply) { Wire.reply($0 &+ 1, Wire.words(0)) },
        HostileAnswer("a call instead of a reply", .malformedReply) { Wire.words($0, 0, 2, 100_005, 3, 5) },
        HostileAnswer("an unknown status", .malformedReply) { Wire.reply($0, status: 77) },
        HostileAnswer("an empty record", .malformedReply) { _ in [] },
        HostileAnswer("no results", .malformedReply) { Wire.reply($0) },
        HostileAnswer("bytes behind the list", .malformedReply) { Wire.reply($0, Wire.words(0, 0)) },
        HostileAnswer("two records", .malformedReply) { connection, number in
            connection.send(Wire.record(Wire.reply(number, Wire.words(0))) + Wire.words(0))
        },
        HostileAnswer("text", .replyTooLarge) { connection, _ in
            connection.send(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
        },
    ]
}
