import Glibc

/// Asks one host for its exports, step by step; it blocks, so it runs on a separate thread.
struct ExportInquiry: Sendable {
    /// Enough for a universal address or a port, and the headers of a reply.
    private static let rpcbindReplyLimit = 4096

    let host: String
    let mountPort: UInt16?
    let rpcbindPort: UInt16
    let limits: ExportListLimits
    let deadline: ContinuousClock.Instant
    let resolve: @Sendable (String) throws(ProbeError) -> [HostAddress]

    /// Tries each address of the host until one answers.
    ///
    /// - Throws: If none answers, the failure of the address that got furthest.
    func report(_ run: ProbeRun) throws(ProbeError) -> ProbeReport {
        try run.enter(.resolve)
        let addresses = try resolve(host)
        var failure = ProbeError(.unresolvable, .resolve, host: host, "the name has no address")
        for (index, address) in addresses.enumerated() {
            // A silent address may use only its share of the time, so that time is left for the others.
            let left = ContinuousClock.now.duration(to: deadline)
            let share = ContinuousClock.now.advanced(by: left / (addresses.count - index))
            do {
                return try report(from: address, deadline: share, run: run)
            } catch {
                try run.checkInterruption()
                if failure.step < error.step { failure = error }
            }
        }
        throw failure
    }

    private func report(
        from address: HostAddress,
        deadline: ContinuousClock.Instant,
        run: ProbeRun
    ) throws(ProbeError) -> ProbeReport {
        let port: UInt16
        if let mountPort {
            port = mountPort
        } else {
            port = try lookUpPort(at: address, deadline: deadline, run: run)
        }
        try run.enter(.mount)
        let endpoint = Endpoint(host: host, address: address, port: port, step: .mount)
        var connection = try RPCConnection.connect(
            to: endpoint,
            as: .user(geteuid(), group: getegid(), machine: Self.machineName()),
            deadline: deadline,
            run: run
        )
        let results = try unwrap(connection.results(of: .exportList, limit: limits.replyBytes), endpoint)
        do {
            let exports = try ExportListDecoder(limits: limits).decode(results)
            return ProbeReport(host: host, address: address.text, mountPort: port, exports: exports)
        } catch {
            throw endpoint.failure(error)
        }
    }

    private func lookUpPort(
        at address: HostAddress,
        deadline: ContinuousClock.Instant,
        run: ProbeRun
    ) throws(ProbeError) -> UInt16 {
        try run.enter(.rpcbind)
        let endpoint = Endpoint(host: host, address: address, port: rpcbindPort, step: .rpcbind)
        var connection = try RPCConnection.connect(
            to: endpoint,
            as: .nobody,
            deadline: deadline,
            run: run
        )
        let call = RPCCall.mountAddress(transport: address.transport)
        let port: UInt16
        switch try connection.results(of: call, limit: Self.rpcbindReplyLimit) {
        case .failure(.versionMismatch), .failure(.procedureUnavailable):
            // The old port mapper, before rpcbind, supports version 2 only.
            let results = try connection.results(of: .mountPort, limit: Self.rpcbindReplyLimit)
            port = try Self.port(from: unwrap(results, endpoint), endpoint)
        case let results:
            port = try Self.port(ofAddressFrom: unwrap(results, endpoint), endpoint)
        }
        guard port != 0 else {
            throw endpoint.failure(
                .notRegistered,
                "no mountd is registered for \(address.transport): a server for NFSv4 only has no list of exports; "
                    + "otherwise start mountd"
            )
        }
        return port
    }

    private func unwrap(
        _ results: Result<XDRReader, RPCFailure>,
        _ endpoint: Endpoint
    ) throws(ProbeError) -> XDRReader {
        switch results {
        case .success(let reader): return reader
        case .failure(let failure): throw endpoint.failure(failure)
        }
    }

    /// The port of a universal address; 0 if nothing is registered.
    private static func port(
        ofAddressFrom results: XDRReader,
        _ endpoint: Endpoint
    ) throws(ProbeError) -> UInt16 {
        var results = results
        let address: XDRString
        do {
            address = try results.string("the universal address", limit: UniversalAddress.longest)
        } catch {
            throw endpoint.failure(error)
        }
        guard !address.bytes.isEmpty else { return 0 }
        guard let port = UniversalAddress.port(of: address) else {
            throw endpoint.failure(.malformedReply, "'\(address)' is not a universal address with a port")
        }
        return port
    }

    private static func port(from results: XDRReader, _ endpoint: Endpoint) throws(ProbeError) -> UInt16 {
        var results = results
        let value: UInt32
        do {
            value = try results.unsignedInteger("the port")
        } catch {
            throw endpoint.failure(error)
        }
        guard let port = UInt16(exactly: value) else {
            throw endpoint.failure(.malformedReply, "\(value) is not a port")
        }
        return port
    }

    private static func machineName() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
