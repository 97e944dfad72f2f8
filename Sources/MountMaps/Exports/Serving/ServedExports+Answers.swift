extension ServedExports {
    // A path exported to ten thousand single machines has as many losers, and nobody reads them all.
    private static let mostLosers = 100

    /// The exports that match a machine, computed once for all paths.
    struct Matches {
        let visitor: ExportsVisitor
        fileprivate var byPath: [[UInt8]: [Entry]] = [:]
        fileprivate var matching: Set<ExportsTable.Place> = []
        /// The exports of which it cannot be predicted whether they match.
        fileprivate var unclear: Set<ExportsTable.Place> = []
    }

    func matches(for visitor: ExportsVisitor) -> Matches {
        var matches = Matches(visitor: visitor)
        for entry in entries {
            if visitor.matches(entry.export) {
                matches.matching.insert(entry.export.place)
            } else if visitor.mayMatch(entry.export) {
                matches.unclear.insert(entry.export.place)
            } else {
                continue
            }
            matches.byPath[entry.export.path, default: []].append(entry)
        }
        return matches
    }

    /// Returns what a machine gets at a path: an export of exactly that path, else of the nearest directory above it
    /// with crossmnt (`support/export/cache.c: export_matches` and `lookup_export`).
    ///
    /// - Parameters:
    ///   - path: The path exactly as the client asks for it.
    ///   - visitor: The machine.
    ///   - isMountPoint: Whether a file system is mounted on a directory; nil if that is not known.
    /// - Returns: Which entry serves the path, and which entries do not.
    public func answer(
        at path: [UInt8],
        for visitor: ExportsVisitor,
        isMountPoint: ([UInt8]) -> Bool?
    ) -> PathAnswer {
        answer(at: path, among: matches(for: visitor), isMountPoint)
    }

    /// Returns what a machine gets at each exported path, in reading order.
    public func answers(
        for visitor: ExportsVisitor,
        isMountPoint: ([UInt8]) -> Bool?
    ) -> [PathAnswer] {
        let matches = matches(for: visitor)
        return paths.map { answer(at: $0, among: matches, isMountPoint) }
    }

    private func answer(
        at path: [UInt8],
        among matches: Matches,
        _ isMountPoint: ([UInt8]) -> Bool?
    ) -> PathAnswer {
        let candidates = candidates(at: path, among: matches)
        let winner = candidates.first
        var losers: [PathAnswer.Loser] = []
        for entry in candidates.dropFirst().prefix(Self.mostLosers) {
            guard let winner else { break }
            losers.append(.init(entry: entry, reason: matches.reason(entry.export, losesTo: winner.export)))
        }
        let others = entries(of: path).filter { !matches.mayInclude($0) }
        for entry in others.prefix(Self.mostLosers - losers.count) {
            losers.append(.init(entry: entry, reason: matches.visitor.mismatch(with: entry.export)))
        }
        let all = max(candidates.count - 1, 0) + others.count
        return PathAnswer(
            path: path,
            outcome: Self.outcome(winner, among: matches, isMountPoint),
            losers: losers,
            unlistedLosers: all - losers.count
        )
    }

    private static func outcome(
        _ winner: Entry?,
        among matches: Matches,
        _ isMountPoint: ([UInt8]) -> Bool?
    ) -> PathAnswer.Outcome {
        guard let winner else { return .nothing }
        if matches.unclear.contains(winner.export.place) { return .unknown(winner) }
        guard let point = winner.export.requiredMountPoint else { return .served(by: winner) }
        return switch isMountPoint(point) {
        case true?: .served(by: winner)
        case false?: .notMounted(winner)
        case nil: .servedIfMounted(by: winner)
        }
    }

    /// The matching exports that cover a path: first those of the path itself, then those above with crossmnt, nearest
    /// first.
    private func candidates(at path: [UInt8], among matches: Matches) -> [Entry] {
        var candidates = matches.byPath[path] ?? []
        let slash = UInt8(ascii: "/")
        if path == [slash], !hasWrittenRoot { candidates = candidates.map(\.asPseudoRoot) }
        var above = path[...]
        while above.count > 1, let end = above.lastIndex(of: slash), candidates.count <= Self.mostLosers {
            above = end == 0 ? [slash] : above[..<end]
            let crossing = matches.byPath[Array(above)] ?? []
            candidates += crossing.filter { $0.export.options.flags.contains(.crossMount) }
        }
        return candidates
    }
}

extension ServedExports.Matches {
    /// Whether an export matches, or may match.
    fileprivate func mayInclude(_ entry: ServedExports.Entry) -> Bool {
        matching.contains(entry.export.place) || unclear.contains(entry.export.place)
    }

    fileprivate func reason(
        _ loser: ExportsTable.Export,
        losesTo winner: ExportsTable.Export
    ) -> LosingReason {
        if unclear.contains(loser.place) { return .openBracket }
        if unclear.contains(winner.place) { return .afterOpenBracket }
        if loser.path != winner.path { return .shorterPath }
        return loser.kind == winner.kind ? .later(loser.kind) : .kind(loser.kind, to: winner.kind)
    }
}

extension ExportsVisitor {
    /// Why an export does not match this machine.
    func mismatch(with export: ExportsTable.Export) -> LosingReason {
        switch export.kind {
        case .host, .anonymous: return .otherHost
        case .subnet:
            let subnet = try? ExportSubnet(export.client[...])
            return subnet?.size == .prefix(0) ? .zeroPrefix : .outsideSubnet
        case .wildcard: return names.name == nil ? .nameless(.wildcard) : .otherName(hostNames)
        case .netgroup: return names.name == nil ? .nameless(.netgroup) : .notMember(netgroupNames)
        case .gss: return .gss
        }
    }
}
