/// Many short texts in a few large blocks, because a million small arrays would take several times the memory.
struct TextArena: Sendable {
    /// Where a text is.
    struct Location: Sendable {
        fileprivate let block: UInt32
        fileprivate let start: UInt32

        func advanced(by bytes: Int) -> Location { Location(block: block, start: start + UInt32(bytes)) }
    }

    private static let blockSize = 1 << 20

    private var fullBlocks: [[UInt8]] = []
    private var lastBlock: [UInt8] = []

    /// Makes room for bytes that will lie one after another.
    ///
    /// - Returns: Where the first of them will be.
    mutating func reserve(_ count: Int) -> Location {
        if lastBlock.count + count > Self.blockSize || lastBlock.isEmpty {
            if !lastBlock.isEmpty { fullBlocks.append(lastBlock) }
            lastBlock = []
            lastBlock.reserveCapacity(max(count, Self.blockSize))
        }
        return Location(block: UInt32(fullBlocks.count), start: UInt32(lastBlock.count))
    }

    /// Appends bytes for which there is room.
    mutating func append(_ text: some Collection<UInt8>) {
        lastBlock += text
    }

    /// The bytes of a text.
    func bytes(at location: Location, count: Int) -> ArraySlice<UInt8> {
        let number = Int(location.block)
        let start = Int(location.start)
        return (number < fullBlocks.count ? fullBlocks[number] : lastBlock)[start..<start + count]
    }
}
