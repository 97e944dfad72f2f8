/// The steps of a resolution in order; without a request for them there is no trace.
final class Trace {
    /// The most steps of one rule that are kept; a map may have a million includes.
    static let limit = 100

    /// The source of a step: a file, or something else, and the line in it.
    typealias Place = (file: String?, line: Int?)

    private var kept: [TraceStep] = []
    private var counts: [TraceRule: Int] = [:]
    private var place: Place = (nil, nil)

    /// The steps; if some of a rule are left out, the last one that is kept says how many.
    var steps: [TraceStep] {
        var steps = kept
        for (rule, count) in counts where count > Self.limit {
            guard let last = steps.lastIndex(where: { $0.rule == rule }) else { continue }
            let more = "\(count - Self.limit) more steps like this one are left out"
            steps[last] = steps[last].adding(more)
        }
        return steps
    }

    /// Sets the file and the line of the next steps.
    func enter(file: String?, line: Int?) {
        place = (file, line)
    }

    /// Notes the effect of a rule on a text.
    ///
    /// - Parameters:
    ///   - rule: The rule.
    ///   - before: The text before the step.
    ///   - after: The text after the step.
    ///   - other: The place, if it is not the one that was entered.
    ///   - detail: The reason for the result.
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

    /// Notes the effect of a rule on a text.
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
