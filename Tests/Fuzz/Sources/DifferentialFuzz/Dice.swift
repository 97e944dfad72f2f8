import RandomTestSupport

/// Random choices, the same for the same seed.
struct Dice {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    /// True with a probability of one in `count`.
    mutating func oneIn(_ count: Int) -> Bool {
        number(1...count) == 1
    }

    mutating func pick<Choices: RandomAccessCollection>(_ choices: Choices) -> Choices.Element {
        choices[choices.index(choices.startIndex, offsetBy: number(0...(choices.count - 1)))]
    }

    mutating func byte() -> UInt8 {
        UInt8.random(in: 0...255, using: &generator)
    }
}
