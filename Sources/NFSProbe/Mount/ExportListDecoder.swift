/// Decodes the results of MOUNT's EXPORT procedure: linked lists with a boolean before each node (RFC 1813, 5.2.5).
///
/// It reads the lists in a loop, and not by recursion as generated code does, and counts each node before storing it.
/// So a hostile list cannot exhaust the stack, or use more memory than the limits allow.
struct ExportListDecoder {
    let limits: ExportListLimits

    func decode(_ reader: XDRReader) throws(XDRFailure) -> [OfferedExport] {
        var reader = reader
        var exports: [OfferedExport] = []
        var clientsLeft = limits.clients
        while try reader.boolean("the mark before an export") {
            guard exports.count < limits.exports else {
                throw reader.failure(.limitExceeded, "the number of exports")
            }
            let path = try reader.string("the path of an export", limit: ExportListLimits.pathLength)
            let clients = try clients(from: &reader, left: &clientsLeft)
            exports.append(OfferedExport(path: path, clients: clients))
        }
        guard reader.isAtEnd else { throw reader.failure(.unexpectedBytes, "the list of exports") }
        return exports
    }

    private func clients(from reader: inout XDRReader, left: inout Int) throws(XDRFailure) -> [XDRString] {
        var clients: [XDRString] = []
        while try reader.boolean("the mark before a client") {
            guard left > 0 else { throw reader.failure(.limitExceeded, "the number of clients") }
            left -= 1
            clients.append(try reader.string("the name of a client", limit: ExportListLimits.clientLength))
        }
        return clients
    }
}
