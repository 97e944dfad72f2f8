/// A server that DNS names for a service (SRV, RFC 2782).
struct ServiceRecord: Sendable, Hashable {
    /// Servers with a lower priority are tried first.
    let priority: UInt16
    /// Among servers of one priority, the share of clients that try this one first.
    let weight: UInt16
    /// The port of the service.
    let port: UInt16
    /// The host name, without a dot at the end; empty if the domain has no such service.
    let target: String
}

/// The servers of a service, and how long they are known.
struct ServiceRecords: Sendable, Hashable {
    /// The servers, in no order.
    let records: [ServiceRecord]
    /// When they must be read again.
    let expiry: ContinuousClock.Instant

    /// Whether they may still be used.
    func isCurrent(at time: ContinuousClock.Instant) -> Bool {
        time < expiry
    }

    /// The servers in the order in which to try them: by priority, and within one in random order by weight (RFC 2782).
    func ordered(using random: inout some RandomNumberGenerator) -> [ServiceRecord] {
        let groups = Dictionary(grouping: records, by: \.priority)
        var ordered: [ServiceRecord] = []
        for priority in groups.keys.sorted() {
            // Those with weight 0 come first, so that they have a small chance, too.
            var rest = (groups[priority] ?? []).shuffled(using: &random)
            rest.sort { $0.weight == 0 && $1.weight != 0 }
            while !rest.isEmpty {
                let sum = rest.reduce(0) { $0 + Int($1.weight) }
                var threshold = Int.random(in: 0...sum, using: &random)
                let chosen = rest.firstIndex { record in
                    threshold -= Int(record.weight)
                    return threshold <= 0
                }
                ordered.append(rest.remove(at: chosen ?? 0))
            }
        }
        return ordered
    }
}
