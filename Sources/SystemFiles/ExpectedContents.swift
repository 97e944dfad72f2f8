/// The contents that a file must have to be replaced.
public enum ExpectedContents: Hashable, Sendable {
    /// The file does not exist.
    case absent
    /// The file has exactly these bytes.
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

/// The result of replacing a file.
public enum ReplacementOutcome: Hashable, Sendable {
    /// The file already had these contents and was not changed.
    case unchanged
    /// The file was created.
    case created
    /// The contents were replaced.
    case replaced
}
