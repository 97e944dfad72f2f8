/// What the caller saw of a file when it decided to replace it.
public enum ExpectedContents: Hashable, Sendable {
    /// There was no file.
    case absent
    /// There was a file of exactly these bytes.
    case bytes([UInt8])

    func matches(_ bytes: [UInt8]?) -> Bool {
        switch self {
        case .absent: bytes == nil
        case .bytes(let expected): bytes == expected
        }
    }

    var count: Int {
        switch self {
        case .absent: 0
        case .bytes(let expected): expected.count
        }
    }
}

/// What replacing a file came to.
public enum ReplacementOutcome: Hashable, Sendable {
    /// It had these contents already and was not touched.
    case unchanged
    /// There was no file; there is now.
    case created
    /// The contents were replaced.
    case replaced
}
