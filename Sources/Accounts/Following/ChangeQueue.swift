/// How soon something that has changed should be worked on.
public enum Urgency: Sendable {
    /// After everything that is urgent.
    case backlog
    /// Somebody waits for it now.
    case live
}

/// Keys of what has changed, each at most once, in the order in which they should be worked on.
///
/// The queue holds keys and no values. So a key that changes often is worked on once, with its newest value. A key that
/// changes while it is worked on is worked on once more. A mark is released as soon as everything is done that was added
/// before it.
public struct ChangeQueue<Key: Hashable & Sendable, Mark: Sendable>: Sendable {
    private enum Stage {
        case waiting(Urgency)
        case worked
        /// It changed while it was worked on.
        case changed(Urgency)
    }

    private struct Entry {
        var stage: Stage
        let period: Int
    }

    /// The keys added between two marks.
    private struct Period {
        var unfinished = 0
        var mark: Mark?
    }

    private var entries: [Key: Entry] = [:]
    private var live: [Key] = []
    private var backlog: [Key] = []
    // Keys are taken from the front by moving an index; the arrays are trimmed now and then.
    private var liveStart = 0
    private var backlogStart = 0
    private var periods: [Int: Period] = [0: Period()]
    private var oldest = 0
    private var current = 0

    /// Makes an empty queue.
    public init() {}

    /// The number of keys that are not done.
    public var count: Int { entries.count }

    /// Adds a key, or makes it more urgent.
    public mutating func add(_ key: Key, _ urgency: Urgency) {
        switch entries[key]?.stage {
        case nil:
            entries[key] = Entry(stage: .waiting(urgency), period: current)
            periods[current]?.unfinished += 1
            append(key, urgency)
        case .waiting(.backlog) where urgency == .live:
            // When its turn in the backlog comes, the key is skipped.
            entries[key]?.stage = .waiting(.live)
            append(key, .live)
        case .waiting: break
        case .worked: entries[key]?.stage = .changed(urgency)
        case .changed(let before):
            entries[key]?.stage = .changed(before == .live ? .live : urgency)
        }
    }

    /// Adds a mark after everything that has been added.
    public mutating func add(mark: Mark) {
        periods[current]?.mark = mark
        current += 1
        periods[current] = Period()
    }

    /// Takes the next key to work on; nil if none waits.
    public mutating func next() -> Key? {
        while let key = Self.pop(&live, &liveStart) ?? Self.pop(&backlog, &backlogStart) {
            guard case .waiting = entries[key]?.stage else { continue }
            entries[key]?.stage = .worked
            return key
        }
        return nil
    }

    /// Notes that a key has been worked on, and that the result is durable.
    public mutating func done(_ key: Key) {
        guard let entry = entries[key] else { return }
        switch entry.stage {
        case .waiting: break
        case .worked:
            entries[key] = nil
            periods[entry.period]?.unfinished -= 1
        case .changed(let urgency):
            entries[key]?.stage = .waiting(urgency)
            append(key, urgency)
        }
    }

    /// Takes the marks before which everything is done, in the order in which they were added.
    public mutating func releasedMarks() -> [Mark] {
        var released: [Mark] = []
        while oldest < current, let period = periods[oldest], period.unfinished == 0 {
            if let mark = period.mark { released.append(mark) }
            periods[oldest] = nil
            oldest += 1
        }
        return released
    }

    private mutating func append(_ key: Key, _ urgency: Urgency) {
        switch urgency {
        case .live: live.append(key)
        case .backlog: backlog.append(key)
        }
    }

    private static func pop(_ keys: inout [Key], _ start: inout Int) -> Key? {
        guard start < keys.count else { return nil }
        defer {
            start += 1
            if start > 64, start * 2 > keys.count {
                keys.removeFirst(start)
                start = 0
            }
        }
        return keys[start]
    }
}
