/// The steps of a resolution as they happen; where nobody asked for them there is no trace.
final class Trace {
    private(set) var steps: [TraceStep] = []
    private var file: String?
    private var line: Int?

    /// Says which line of which file the next steps are about.
    func enter(file: String?, line: Int?) {
        self.file = file
        self.line = line
    }

    /// Notes what a rule made of a text.
    func note(
        _ rule: TraceRule,
        _ before: some Collection<UInt8>,
        _ after: some Collection<UInt8>,
        detail: String? = nil
    ) {
        note(
            rule,
            String(decoding: before, as: UTF8.self),
            String(decoding: after, as: UTF8.self),
            detail: detail
        )
    }

    /// Notes what a rule made of a text.
    func note(_ rule: TraceRule, _ before: String, _ after: String, detail: String? = nil) {
        steps.append(
            TraceStep(rule: rule, file: file, line: line, before: before, after: after, detail: detail)
        )
    }

    /// Notes a step about another line than the one that the others are about.
    func note(
        _ rule: TraceRule,
        _ before: String,
        _ after: String,
        at place: (file: String?, line: Int?),
        detail: String? = nil
    ) {
        steps.append(
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
}
