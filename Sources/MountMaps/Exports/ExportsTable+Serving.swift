import SourceText

extension ExportsTable {
    /// What a machine gets when it asks for a path.
    public struct Service: Sendable, Hashable {
        /// The path.
        public let path: [UInt8]
        /// The export that wins.
        public let export: Export
        /// Others for the same path that match the machine too, and lose.
        public let losers: [Export]

        /// Why this export wins, as a sentence.
        public var why: String {
            let client = printable(export.client, limit: 120)
            let match =
                switch export.kind {
                case .host: "the machine is the host \(client)"
                case .subnet: "the address is in the subnet \(client)"
                case .wildcard: "the name of the machine matches \(client)"
                case .netgroup: "the machine is in the netgroup \(client)"
                case .anonymous, .gss: "it is exported to everyone"
                }
            let above =
                export.path == path
                ? "" : "\(printable(export.path, limit: 120)) covers what is below it (crossmnt), and "
            guard let loser = losers.first else { return above + match }
            let order =
                loser.kind == export.kind
                ? "comes before" : "is preferred to"
            let others = losers.count > 1 ? " and \(losers.count - 1) more" : ""
            return above + match + "; that \(order) \(printable(loser.client, limit: 120))\(others)"
        }
    }

    /// The exports that match a machine, by path, each list in the order in which rpc.mountd prefers them.
    private func matches(for visitor: ExportsVisitor) -> [[UInt8]: [Export]] {
        var matches: [[UInt8]: [Export]] = [:]
        for export in exports where visitor.matches(export) {
            matches[export.path, default: []].append(export)
        }
        return matches.mapValues { exports in
            exports.enumerated().sorted {
                ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset)
            }.map(\.element)
        }
    }

    /// What a machine gets at a path: an export of just that path, else of the nearest directory with crossmnt above.
    ///
    /// NFSv4's pseudo root, security flavors and `mountpoint=` are not looked at.
    ///
    /// - Parameters:
    ///   - path: The path as a client asks for it, byte for byte.
    ///   - visitor: The machine.
    /// - Returns: nil where it gets nothing.
    public func service(of path: [UInt8], for visitor: ExportsVisitor) -> Service? {
        service(of: path, among: matches(for: visitor))
    }

    /// What a machine gets, for each exported path that it gets at all, in file order.
    public func services(for visitor: ExportsVisitor) -> [Service] {
        let matches = matches(for: visitor)
        var seen: Set<[UInt8]> = []
        return exports.compactMap { export in
            seen.insert(export.path).inserted ? service(of: export.path, among: matches) : nil
        }
    }

    private func service(of path: [UInt8], among matches: [[UInt8]: [Export]]) -> Service? {
        if let exact = matches[path], let first = exact.first {
            return Service(path: path, export: first, losers: Array(exact.dropFirst()))
        }
        let slash = UInt8(ascii: "/")
        var above = path
        while let end = above.lastIndex(of: slash), above.count > 1 {
            above = end == 0 ? [slash] : Array(above[..<end])
            let crossing = (matches[above] ?? []).filter { $0.options.flags.contains(.crossMount) }
            guard let first = crossing.first else { continue }
            return Service(path: path, export: first, losers: Array(crossing.dropFirst()))
        }
        return nil
    }
}
