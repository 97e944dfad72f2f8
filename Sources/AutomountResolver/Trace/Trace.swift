/// The steps of a resolution as they happen; where nobody asked for them there is no trace.
final class Trace {
    /// The most steps of one rule that are kept: more would not be read, and a map may have a million includes.
    static let limit = 100

    /// Where a step reads: a file or another place, and the line in it.
    typealias Place = (file: String?, line: Int?)

    private var kept: [TraceStep] = []
    private var counts: [TraceRule: Int] = [:]
    private var place: Place = (nil, nil)

    /// The steps; where some of a rule are left out, the last that is kept says how many.
    var steps: [TraceStep] {
        var steps = kept
        for (rule, count) in counts where count > Self.limit {
            guard let last = steps.lastIndex(where: { $0.rule == rule }) else { continue }
            let more = "\(count - Self.limit) more steps like this one are left out"
            steps[last] = steps[last].adding(more)
        }
        return steps
    }

    /// Says which line of which file the next steps are about.
    func enter(file: String?, line: Int?) {
        place = (file, line)
    }

    /// Notes what a rule made of a text.
    ///
    /// - Parameters:
    ///   - rule: The rule.
    ///   - before: The text before the step.
    ///   - after: The text after the step.
    ///   - other: The place, where it is another than the one that was entered.
    ///   - detail: Why it came out so.
    func note(
        _ rule: TraceRule,
        _ before: String,
        _ after: String,
        at other: Place? = nil,
        detail: String? = nil
    ) {
        counts[rule, default: 0] += 1
        guard counts[rule, default: 0] <= Self.limit else { return }
        let place = other ?? place
        kept.append(
            TraceStep(
                rule: rule,
                file: place.file,
                line: place.line,
                before: before,
                after: after,
                detail: detail
            )
        )
    }

    /// Notes what a rule made of a text.
    func note(
        _ rule: TraceRule,
        _ before: some Collection<UInt8>,
        _ after: some Collection<UInt8>,
        at other: Place? = nil,
        detail: String? = nil
    ) {
        let texts = (String(decoding: before, as: UTF8.self), String(decoding: after, as: UTF8.self))
        note(rule, texts.0, texts.1, at: other, detail: detail)
    }
}

extension TraceStep {
    fileprivate func adding(_ more: String) -> TraceStep {
        TraceStep(
            rule: rule,
            file: file,
            line: line,
            before: before,
            after: after,
            detail: [detail, more].compactMap(\.self).joined(separator: "; ")
        )
    }
}
