import SourceText

extension ExportsTable {
    /// The exports in the order in which exportfs writes them to etab.
    ///
    /// They are sorted by kind of client. Within a kind, `support/export/export.c: export_add` keeps hash buckets of
    /// paths: the newest bucket comes first, and within a bucket the order is that of reading.
    public var inEtabOrder: [Export] {
        ExportClientKind.allCases.flatMap { kind in
            var buckets: [Int: [Export]] = [:]
            var order: [Int] = []
            for export in exports where export.kind == kind {
                let bucket = Self.bucket(of: export.path)
                if buckets[bucket] == nil { order.append(bucket) }
                buckets[bucket, default: []].append(export)
            }
            return order.reversed().flatMap { buckets[$0] ?? [] }
        }
    }

    /// The hash of a path, `support/export/export.c: strtoint` and `export_hash`: the sum of each signed byte times its
    /// index, in 32 bits, modulo 1021.
    private static func bucket(of path: [UInt8]) -> Int {
        var sum: UInt32 = 0
        for (index, byte) in path.enumerated() {
            sum &+= UInt32(bitPattern: Int32(Int8(bitPattern: byte))) &* UInt32(truncatingIfNeeded: index)
        }
        return Int(sum % 1021)
    }

    /// The complete text of etab.
    public func etab(perFlavor: ExportFlags = .perFlavor) -> [UInt8] {
        inEtabOrder.flatMap { $0.etabLine(perFlavor: perFlavor) + [.lineFeed] }
    }
}
