/// The steps of a resolution as they happen.
struct Trace {
    private(set) var steps: [TraceStep] = []
    private var file: String?
    private var line: Int?

    /// Says which line of which file the next steps are about.
    mutating func enter(file: String?, line: Int?) {
        self.file = file
        self.line = line
    }

    /// Notes a step that changed a text.
    mutating func note(_ rule: String, _ before: some Collection<UInt8>, _ after: some Collection<UInt8>) {
        note(rule, String(decoding: before, as: UTF8.self), String(decoding: after, as: UTF8.self))
    }

    /// Notes a step that changed a text.
    mutating func note(_ rule: String, _ before: String, _ after: String) {
        steps.append(TraceStep(rule: rule, file: file, line: line, before: before, after: after))
    }
}
