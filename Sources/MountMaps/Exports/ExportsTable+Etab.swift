import SourceText

extension ExportsTable {
    /// The exports in the order in which exportfs writes them to etab.
    ///
    /// By kind of client; inside a kind by buckets of paths, the bucket that came up last first, and in a bucket as
    /// they were read.
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

    /// The number that nfs-utils makes of a path: its bytes, signed, times their places, in 32 bits.
    private static func bucket(of path: [UInt8]) -> Int {
        var sum: UInt32 = 0
        for (index, byte) in path.enumerated() {
            sum &+= UInt32(bitPattern: Int32(Int8(bitPattern: byte))) &* UInt32(truncatingIfNeeded: index)
        }
        return Int(sum % 1021)
    }

    /// The whole text of etab.
    public func etab(perFlavor: ExportFlags = .perFlavor) -> [UInt8] {
        inEtabOrder.flatMap { $0.etabLine(perFlavor: perFlavor) + [.lineFeed] }
    }
}
