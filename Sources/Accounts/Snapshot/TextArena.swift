/// Many short texts in a few large blocks, because a million small arrays would take several times the memory.
struct TextArena: Sendable {
    /// Where a text is.
    struct Location: Sendable {
        fileprivate let block: UInt32
        fileprivate let start: UInt32

        func advanced(by bytes: Int) -> Location { Location(block: block, start: start + UInt32(bytes)) }
    }

    private static let blockSize = 1 << 20

    private var blocks: [[UInt8]] = []

    /// Makes room for bytes that are to lie one after another; appending more than that may move them apart.
    ///
    /// - Returns: Where the first of them will be.
    mutating func reserve(_ count: Int) -> Location {
        if blocks.isEmpty || blocks[blocks.count - 1].count + count > Self.blockSize {
            blocks.append([])
            blocks[blocks.count - 1].reserveCapacity(max(count, Self.blockSize))
        }
        let last = blocks.count - 1
        return Location(block: UInt32(last), start: UInt32(blocks[last].count))
    }

    /// Appends bytes to those before.
    mutating func append(_ text: some Collection<UInt8>) {
        blocks[blocks.count - 1] += text
    }

    /// The bytes of a text.
    func bytes(at location: Location, count: Int) -> ArraySlice<UInt8> {
        let start = Int(location.start)
        return blocks[Int(location.block)][start..<start + count]
    }
}
