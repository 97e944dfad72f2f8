/// A path on a server, one of the locations from which a mount can come.
public struct Location: Sendable, Hashable, Codable {
    /// The host; empty for a path of the client itself.
    public let host: String
    /// The path on the host.
    public let path: String
    /// The weight in parentheses; 0 without one.
    public let weight: Int

    /// Names a location.
    public init(host: String, path: String, weight: Int = 0) {
        self.host = host
        self.path = path
        self.weight = weight
    }
}

/// One mount that automount makes, in mount(8)'s terms.
public struct Mount: Sendable, Hashable, Codable {
    /// The directory on which it is mounted.
    public let mountPoint: String
    /// The type; `bind` for a bind mount, `symlink` if automount makes a link instead.
    public let type: String
    /// The options in mount(8)'s order; an empty one shows a stray comma.
    public let options: [String]
    /// The device, as mount(8) gets it.
    public let source: String
    /// The locations in the entry; empty for types without hosts.
    public let locations: [Location]
}

/// One step from a path to its mounts: a rule of automount and its effect on a text.
public struct TraceStep: Sendable, Hashable, Codable {
    /// The rule.
    public let rule: TraceRule
    /// The file that the step read, or another source such as `ldap:…`.
    public let file: String?
    /// The line in that file, from 1.
    public let line: Int?
    /// The text before the step.
    public let before: String
    /// The text after the step.
    public let after: String
    /// The reason for the result, as a sentence.
    public let detail: String?
}

/// What automount would mount for a path, and why.
public struct Resolution: Sendable, Hashable {
    /// The path that was looked up.
    public let path: String
    /// The mounts in the order in which automount makes them.
    public let mounts: [Mount]
    /// The mounts that were tried and fail according to the facts, in order.
    public let failedMounts: [Mount]
    /// The steps that led there; empty if no trace was requested.
    public let trace: [TraceStep]
    /// Why nothing is mounted, or why the path ends early.
    public let failure: ResolutionFailure?
    /// The questions without an answer; if there are none, the resolution is final.
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

    /// Writes the resolution as `resolve --format json` does, without the open questions.
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

    /// Reads the output of `encode(to:)`.
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
