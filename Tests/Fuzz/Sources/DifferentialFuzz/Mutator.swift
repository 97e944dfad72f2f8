/// Mutates a text: inserts, removes, duplicates and swaps pieces of it.
struct Mutator {
    /// Pieces that have a meaning in the format.
    let pieces: [[UInt8]]
    /// The size limits of the format, in bytes.
    let limits: [Int]

    init(pieces: [String], limits: [Int]) {
        let common: [[UInt8]] = [
            [0], [1], [8], [11], [12], [13], [0x7F], [0x80], [0xA0], [0xC3, 0xA9], [0xFF], [13, 10],
            [92, 10],
            [92, 92], [92, 13, 10],
        ]
        self.pieces = pieces.map { Array($0.utf8) } + common
        self.limits = limits
    }

    func mutate(_ text: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var text = text
        for _ in 0..<dice.number(1...4) { change(&text, &dice) }
        return text
    }

    private func change(_ text: inout [UInt8], _ dice: inout Dice) {
        let at = dice.number(0...text.count)
        let stretch = at..<min(text.count, at + dice.number(1...8))
        switch dice.number(0...11) {
        case 0...4: text.insert(contentsOf: dice.pick(pieces), at: at)
        case 5: text.removeSubrange(stretch)
        case 6: text.insert(contentsOf: text[stretch], at: dice.number(0...text.count))
        case 7: if at < text.count { text[at] = dice.byte() }
        case 8: if at < text.count { text.replaceSubrange(at...at, with: dice.pick(pieces)) }
        case 9: swapLines(&text, &dice)
        case 10 where dice.oneIn(4):
            let length = dice.pick(limits) + dice.number(-12...4)
            text.insert(
                contentsOf: repeatElement(dice.pick(Array("ax9".utf8)), count: max(0, length)),
                at: at
            )
        case 10: text.insert(contentsOf: [dice.byte()], at: at)
        default: if dice.oneIn(2) { text = Array(text[..<at]) }
        }
    }

    private func swapLines(_ text: inout [UInt8], _ dice: inout Dice) {
        var lines = text.split(separator: 10, omittingEmptySubsequences: false)
        guard lines.count > 1 else { return }
        lines.swapAt(dice.number(0...(lines.count - 1)), dice.number(0...(lines.count - 1)))
        text = Array(lines.joined(separator: [10]))
    }
}
