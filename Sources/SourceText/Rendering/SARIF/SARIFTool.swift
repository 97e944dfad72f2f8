/// The tool that made a run.
struct SARIFTool: Sendable, Encodable {
    let driver: SARIFDriver
}

/// The program and its rules.
struct SARIFDriver: Sendable, Encodable {
    let name: String
    let version: String
    let semanticVersion: String
    let rules: [SARIFDescriptor]

    init(name: String, version: String, rules: [SARIFDescriptor]) {
        self.name = name
        self.version = version
        semanticVersion = version
        self.rules = rules
    }
}

/// A rule.
struct SARIFDescriptor: Sendable, Encodable {
    struct Configuration: Sendable, Encodable {
        let level: Severity
    }

    struct Text: Sendable, Encodable {
        let text: String
        var markdown: String?
    }

    let id: String
    let name: String
    let shortDescription: Text
    let fullDescription: Text
    let help: Text
    let defaultConfiguration: Configuration

    init(_ rule: Rule) {
        let page = RulePage(rule)
        id = rule.code
        name = rule.name
        shortDescription = Text(text: SARIFMessage.escaped(rule.summary))
        fullDescription = Text(text: SARIFMessage.escaped("\(rule.summary) \(rule.reason)"))
        help = Text(text: SARIFMessage.escaped(page.text), markdown: SARIFMessage.escaped(page.markdown))
        defaultConfiguration = Configuration(level: rule.severity)
    }
}

/// The outcome of a run.
struct SARIFInvocation: Sendable, Encodable {
    struct Notification: Sendable, Encodable {
        let level = Severity.error
        let message: SARIFMessage
    }

    let executionSuccessful: Bool
    let toolExecutionNotifications: [Notification]

    init(_ failures: [String]) {
        executionSuccessful = failures.isEmpty
        toolExecutionNotifications = failures.map { Notification(message: SARIFMessage($0)) }
    }
}

/// A text to be shown literally.
struct SARIFMessage: Sendable, Encodable {
    let text: String

    init(_ text: String) {
        self.text = Self.escaped(printable(text))
    }

    /// Escapes placeholders (SARIF 2.1.0, 3.11.5) and links (3.11.6) in a text.
    ///
    /// Messages quote files, and a file must not be able to put a link into a report.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        // By scalars: a bracket with a combining mark is another character in Swift, but still a bracket to a viewer.
        for scalar in text.unicodeScalars {
            switch scalar {
            case "{", "}": escaped.unicodeScalars.append(scalar)
            case "[": escaped.unicodeScalars.append("\\")
            default: break
            }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}
