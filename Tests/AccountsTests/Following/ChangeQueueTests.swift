import Accounts
import RandomTestSupport
import Testing

/// A queue that can be changed within an expectation.
private final class TestQueue {
    private var queue = ChangeQueue<Int, String>()

    var count: Int { queue.count }

    func add(_ key: Int, _ urgency: Urgency) { queue.add(key, urgency) }
    func add(mark: String) { queue.add(mark: mark) }
    func next() -> Int? { queue.next() }
    func done(_ key: Int) { queue.done(key) }
    func releasedMarks() -> [String] { queue.releasedMarks() }
}

@Suite struct ChangeQueueTests {
    private let queue = TestQueue()

    @Test func `a key that changes often is worked on once`() {
        for _ in 0..<3 { queue.add(1, .live) }
        #expect(queue.next() == 1)
        #expect(queue.next() == nil)
        queue.done(1)
        #expect(queue.count == 0)
        #expect(queue.next() == nil)
    }

    @Test func `a key that changes while it is worked on is worked on once more`() {
        queue.add(1, .live)
        #expect(queue.next() == 1)
        queue.add(1, .live)
        queue.add(1, .live)
        #expect(queue.next() == nil)
        queue.done(1)
        #expect(queue.next() == 1)
        queue.done(1)
        #expect(queue.next() == nil)
    }

    @Test func `live changes go ahead of the backlog, also of their own key`() {
        queue.add(1, .backlog)
        queue.add(2, .backlog)
        queue.add(3, .live)
        queue.add(2, .live)
        #expect([queue.next(), queue.next(), queue.next(), queue.next()] == [3, 2, 1, nil])
    }

    @Test func `a mark is released when everything before it is done`() {
        queue.add(1, .backlog)
        queue.add(mark: "a")
        queue.add(2, .live)
        queue.add(mark: "b")
        #expect(queue.next() == 2)
        queue.done(2)
        #expect(queue.releasedMarks().isEmpty)
        #expect(queue.next() == 1)
        #expect(queue.releasedMarks().isEmpty)
        queue.done(1)
        #expect(queue.releasedMarks() == ["a", "b"])
        #expect(queue.releasedMarks().isEmpty)
    }

    @Test func `a mark waits for a key that changed again`() {
        queue.add(1, .live)
        queue.add(mark: "a")
        #expect(queue.next() == 1)
        queue.add(1, .live)
        queue.done(1)
        #expect(queue.releasedMarks().isEmpty)
        #expect(queue.next() == 1)
        queue.done(1)
        #expect(queue.releasedMarks() == ["a"])
    }

    @Test func `a mark without anything before it is released at once`() {
        queue.add(mark: "a")
        #expect(queue.releasedMarks() == ["a"])
    }

    @Test func `a key that is not worked on cannot be done`() {
        queue.add(1, .live)
        queue.done(1)
        queue.done(2)
        #expect(queue.next() == 1)
    }

    @Test func `any order of work loses no key and releases each mark once, in order`() {
        for seed in 0..<300 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var queue = ChangeQueue<Int, Int>()
            var unseen: Set<Int> = []
            var inHand: [Int] = []
            var added = 0
            var released: [Int] = []
            for step in 0..<400 {
                switch Int.random(in: 0..<10, using: &random) {
                case 0..<4:
                    let key = Int.random(in: 0..<12, using: &random)
                    queue.add(key, Bool.random(using: &random) ? .live : .backlog)
                    unseen.insert(key)
                case 4:
                    queue.add(mark: step)
                    added += 1
                case 5..<8:
                    guard let key = queue.next() else { break }
                    #expect(!inHand.contains(key), "seed \(seed)")
                    unseen.remove(key)
                    inHand.append(key)
                default:
                    guard let key = inHand.randomElement(using: &random) else { break }
                    inHand.removeAll { $0 == key }
                    queue.done(key)
                }
                released += queue.releasedMarks()
            }
            for key in inHand { queue.done(key) }
            while let key = queue.next() {
                unseen.remove(key)
                queue.done(key)
            }
            released += queue.releasedMarks()
            #expect(unseen.isEmpty && queue.count == 0, "seed \(seed)")
            #expect(released.count == added && released == released.sorted(), "seed \(seed)")
        }
    }
}
