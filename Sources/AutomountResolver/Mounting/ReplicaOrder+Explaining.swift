extension ReplicaOrder {
    /// Notes a location that is not tried.
    func drop(_ location: Location, since reason: String) {
        trace?.note(.replicaDropped, location.text, "", detail: reason)
    }

    /// Notes the servers that are tried, in order.
    func explain(_ replicas: [Replica]) {
        guard let trace, replicas.count > 1 else { return }
        for replica in replicas {
            trace.note(
                .replica,
                replica.location.text,
                replica.name,
                detail: "\(replica.proximity.text), weight \(replica.location.weight), cost \(replica.cost)"
            )
        }
        trace.note(
            .replicaOrder,
            "",
            replicas.map { $0.name.isEmpty ? $0.location.path : $0.name }.joined(separator: ", "),
            detail: usesWeightOnly
                ? "by weight alone, then as in the entry" : "nearer first, then by cost, then as in the entry"
        )
    }
}

extension Replica.Proximity {
    /// The proximity in words.
    fileprivate var text: String {
        switch self {
        case .local: "the client itself"
        case .subnet: "on a subnet of the client"
        case .network: "in a network of the client by class A, B or C"
        case .other: "elsewhere"
        }
    }
}

extension Location {
    /// The location as an entry writes it.
    var text: String {
        weight == 0 ? "\(host):\(path)" : "\(host)(\(weight)):\(path)"
    }
}
