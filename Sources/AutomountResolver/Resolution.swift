/// A server's path, one of the locations that a mount can come from.
public struct Location: Sendable, Hashable, Codable {
    /// The host; empty for a path of the client itself.
    public let host: String
    /// The path on the host.
    public let path: String
    /// The weight given in parentheses; 0 where none is.
    public let weight: Int

    /// Names a location.
    public init(host: String, path: String, weight: Int = 0) {
        self.host = host
        self.path = path
        self.weight = weight
    }
}

/// One mount that automount makes, in the words of mount(8).
public struct Mount: Sendable, Hashable, Codable {
    /// The directory that is mounted on.
    public let mountPoint: String
    /// The type; `bind` for a bind mount, `symlink` where automount makes a link instead.
    public let type: String
    /// The options in the order in which mount(8) gets them; one that is empty shows a stray comma.
    public let options: [String]
    /// The device, as mount(8) gets it.
    public let source: String
    /// The locations that the entry names; empty for types without hosts.
    public let locations: [Location]
}

/// One step from a path to its mounts: a rule of automount and what it made of a text.
public struct TraceStep: Sendable, Hashable, Codable {
    /// The rule.
    public let rule: TraceRule
    /// The file that the step read, or another place such as `ldap:…`.
    public let file: String?
    /// The line in that file, from 1.
    public let line: Int?
    /// The text before the step.
    public let before: String
    /// The text after the step.
    public let after: String
    /// Why it came out so, as a sentence.
    public let detail: String?
}

/// What automount would mount for a path, and why.
public struct Resolution: Sendable, Hashable {
    /// The path that was asked for.
    public let path: String
    /// The mounts in the order in which automount makes them.
    public let mounts: [Mount]
    /// The mounts that were tried and fail according to the facts, in order.
    public let failedMounts: [Mount]
    /// The steps that led there; empty where nobody asked for them.
    public let trace: [TraceStep]
    /// Why there is nothing, or why it ends early.
    public let failure: ResolutionFailure?
    /// What no file told and nobody has answered: empty where the resolution stands as it is.
    public let openQuestions: [MapQuestion]

    init(
        path: String,
        mounts: [Mount],
        failedMounts: [Mount] = [],
        trace: [TraceStep] = [],
        failure: ResolutionFailure? = nil,
        openQuestions: [MapQuestion] = []
    ) {
        self.path = path
        self.mounts = mounts
        self.failedMounts = failedMounts
        self.trace = trace
        self.failure = failure
        self.openQuestions = openQuestions
    }
}

extension Resolution: Codable {
    private enum Key: String, CodingKey {
        case path
        case mounts
        case failedMounts
        case trace
        case error
    }

    private enum FailureKey: String, CodingKey {
        case code
        case message
        case file
        case line
        case help
    }

    /// Writes the resolution as `resolve --format json` does, without the questions that are open.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(path, forKey: .path)
        try container.encode(mounts, forKey: .mounts)
        if !failedMounts.isEmpty { try container.encode(failedMounts, forKey: .failedMounts) }
        try container.encode(trace, forKey: .trace)
        guard let failure else { return }
        var nested = container.nestedContainer(keyedBy: FailureKey.self, forKey: .error)
        try nested.encode(failure.code.rawValue, forKey: .code)
        try nested.encode(failure.message, forKey: .message)
        try nested.encodeIfPresent(failure.file, forKey: .file)
        try nested.encodeIfPresent(failure.line, forKey: .line)
        try nested.encode(failure.help, forKey: .help)
    }

    /// Reads what `encode(to:)` wrote.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        path = try container.decode(String.self, forKey: .path)
        mounts = try container.decode([Mount].self, forKey: .mounts)
        failedMounts = try container.decodeIfPresent([Mount].self, forKey: .failedMounts) ?? []
        trace = try container.decodeIfPresent([TraceStep].self, forKey: .trace) ?? []
        openQuestions = []
        guard container.contains(.error) else {
            failure = nil
            return
        }
        let nested = try container.nestedContainer(keyedBy: FailureKey.self, forKey: .error)
        failure = ResolutionFailure(
            ResolutionFailure.Code(rawValue: try nested.decode(String.self, forKey: .code)),
            try nested.decode(String.self, forKey: .message),
            help: try nested.decodeIfPresent(String.self, forKey: .help),
            file: try nested.decodeIfPresent(String.self, forKey: .file),
            line: try nested.decodeIfPresent(Int.self, forKey: .line)
        )
    }
}
