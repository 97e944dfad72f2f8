/// A unified diff of two texts.
///
/// For example, the plan of a sync shows what would change in `/etc/exports`:
///
///     --- /etc/exports
///     +++ /etc/exports
///     @@ -1 +1,2 @@
///      /data 10.1.0.0/16(ro)
///     +/srv/home 10.0.0.0/8(rw)
public struct UnifiedDiff: Sendable {
    private enum Line {
        case kept(Int, Int)
        case removed(Int)
        case added(Int)
    }

    // With more lines on one side, the exact diff is too expensive: lines are matched with the nearest equal ones.
    private static let exactLimit = 500
    private static let neighbourhood = 8

    private let old: [ArraySlice<UInt8>]
    private let new: [ArraySlice<UInt8>]
    private let lines: [Line]

    /// Compares two texts.
    public init(from old: [UInt8], to new: [UInt8]) {
        self.old = Self.split(old)
        self.new = Self.split(new)
        self.lines = Self.compare(self.old, self.new)
    }

    /// Whether the texts are equal.
    public var isEmpty: Bool {
        lines.allSatisfy { if case .kept = $0 { true } else { false } }
    }

    /// The diff as text; empty for equal texts.
    ///
    /// - Parameters:
    ///   - oldName: the name in the `---` line, such as `/dev/null` for a new file.
    ///   - newName: the name in the `+++` line.
    ///   - context: the number of unchanged lines around each change.
    /// - Returns: the diff; every line ends with a line feed.
    public func text(oldName: String, newName: String, context: Int = 3) -> String {
        var result = ""
        var position = (old: 0, new: 0)
        var end = 0
        for hunk in hunks(context: context) {
            if result.isEmpty { result = "--- \(printable(oldName))\n+++ \(printable(newName))\n" }
            // Lines between two hunks are unchanged.
            let skipped = hunk.lowerBound - end
            position = (position.old + skipped, position.new + skipped)
            let (body, counts) = render(lines[hunk])
            let old = Self.span(position.old, counts.old)
            let new = Self.span(position.new, counts.new)
            result += "@@ -\(old) +\(new) @@\n" + body
            position = (position.old + counts.old, position.new + counts.new)
            end = hunk.upperBound
        }
        return result
    }

    private func hunks(context: Int) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for (index, line) in lines.enumerated() {
            if case .kept = line { continue }
            let start = max(0, index - context)
            let end = min(lines.count, index + context + 1)
            if let last = result.last, last.upperBound >= start {
                result[result.count - 1] = last.lowerBound..<end
            } else {
                result.append(start..<end)
            }
        }
        return result
    }

    /// The lines of a hunk as text, and the number of lines on each side.
    private func render(_ hunk: ArraySlice<Line>) -> (body: String, counts: (old: Int, new: Int)) {
        var body = ""
        var counts = (old: 0, new: 0)
        for line in hunk {
            switch line {
            case .kept(let index, _):
                body += render(" ", old[index])
                counts = (counts.old + 1, counts.new + 1)
            case .removed(let index):
                body += render("-", old[index])
                counts.old += 1
            case .added(let index):
                body += render("+", new[index])
                counts.new += 1
            }
        }
        return (body, counts)
    }

    private func render(_ mark: String, _ line: ArraySlice<UInt8>) -> String {
        if line.last == UInt8(ascii: "\n") {
            return mark + printable(line.dropLast(), tabs: true) + "\n"
        }
        return mark + printable(line, tabs: true) + "\n\\ No newline at end of file\n"
    }

    private static func span(_ before: Int, _ count: Int) -> String {
        count == 1 ? "\(before + 1)" : "\(count == 0 ? before : before + 1),\(count)"
    }

    private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.endIndex
            lines.append(bytes[start..<end])
            start = end
        }
        return lines
    }

    private static func compare(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Line] {
        var head = 0
        while head < old.count, head < new.count, old[head] == new[head] { head += 1 }
        var tail = 0
        while tail < old.count - head, tail < new.count - head,
            old[old.count - 1 - tail] == new[new.count - 1 - tail]
        {
            tail += 1
        }
        let oldMiddle = head..<old.count - tail
        let newMiddle = head..<new.count - tail
        var lines = (0..<head).map { Line.kept($0, $0) }
        if max(oldMiddle.count, newMiddle.count) > exactLimit {
            lines += compareNearby(old[oldMiddle], new[newMiddle])
        } else {
            lines += compareExactly(old[oldMiddle], new[newMiddle])
        }
        lines += (0..<tail).map { Line.kept(old.count - tail + $0, new.count - tail + $0) }
        return lines
    }

    /// Matches each line with the nearest equal one, or with none, in time proportional to the number of lines.
    private static func compareNearby(
        _ old: ArraySlice<ArraySlice<UInt8>>,
        _ new: ArraySlice<ArraySlice<UInt8>>
    ) -> [Line] {
        var lines: [Line] = []
        var (left, right) = (old.startIndex, new.startIndex)
        var (leftStart, rightStart) = (left, right)
        while left < old.endIndex, right < new.endIndex {
            let step = nearestMatch(old[left...], new[right...])
            left += step?.old ?? 1
            right += step?.new ?? 1
            guard step != nil else { continue }
            lines += (leftStart..<left).map(Line.removed) + (rightStart..<right).map(Line.added)
            lines.append(.kept(left, right))
            left += 1
            right += 1
            (leftStart, rightStart) = (left, right)
        }
        return lines + (leftStart..<old.endIndex).map(Line.removed)
            + (rightStart..<new.endIndex).map(Line.added)
    }

    /// How many lines to skip on each side to reach the nearest equal lines.
    private static func nearestMatch(
        _ old: ArraySlice<ArraySlice<UInt8>>,
        _ new: ArraySlice<ArraySlice<UInt8>>
    ) -> (old: Int, new: Int)? {
        for distance in 0..<neighbourhood {
            for skipped in 0...distance {
                let other = distance - skipped
                guard skipped < old.count, other < new.count else { continue }
                if old[old.startIndex + skipped] == new[new.startIndex + other] { return (skipped, other) }
            }
        }
        return nil
    }

    private static func compareExactly(
        _ old: ArraySlice<ArraySlice<UInt8>>,
        _ new: ArraySlice<ArraySlice<UInt8>>
    ) -> [Line] {
        let difference = Array(new).difference(from: Array(old))
        let removed = Set(
            difference.removals.map { change in
                if case .remove(let offset, _, _) = change { offset } else { -1 }
            }
        )
        let added = Set(
            difference.insertions.map { change in
                if case .insert(let offset, _, _) = change { offset } else { -1 }
            }
        )
        var lines: [Line] = []
        var left = 0
        var right = 0
        while left < old.count || right < new.count {
            if removed.contains(left) {
                lines.append(.removed(old.startIndex + left))
                left += 1
            } else if added.contains(right) {
                lines.append(.added(new.startIndex + right))
                right += 1
            } else {
                lines.append(.kept(old.startIndex + left, new.startIndex + right))
                left += 1
                right += 1
            }
        }
        return lines
    }
}
