import SourceText

/// How far a server of OpenLDAP has followed the changes of each server: its contextCSN values.
///
/// A replica that lags may not have entries yet, or again, that another server has. So nothing may be removed because
/// a lagging replica does not show it.
public struct ReplicaState: Sendable, Hashable {
    /// The newest change that the server has, by the id of the server on which it was made.
    public let changes: [String: String]

    /// Reads the values of contextCSN, such as `20261129160509.123456Z#000000#001#000000`.
    ///
    /// - Parameter values: The values; without one, or if one is not a change sequence number, the result is nil.
    public init?(contextCSN values: [String]) {
        var changes: [String: String] = [:]
        for value in values {
            guard let server = Self.server(in: value) else { return nil }
            changes[server] = max(value, changes[server] ?? "")
        }
        guard !changes.isEmpty else { return nil }
        self.changes = changes
    }

    /// The servers with changes that another server has and this one has not.
    public func missing(of other: ReplicaState) -> [String] {
        // Change sequence numbers have fixed widths, so that they can be compared as text.
        other.changes.filter { changes[$0.key, default: ""] < $0.value }.keys.sorted()
    }

    /// The id of the server in a change sequence number: the time, a count, the id and a modification number.
    private static func server(in value: String) -> String? {
        let parts = value.split(separator: "#", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [22, 6, 3, 6] else { return nil }
        let time = Array(parts[0].utf8)
        let isTime = time.enumerated().allSatisfy { index, byte in
            switch index {
            case 14: byte == UInt8(ascii: ".")
            case 21: byte == UInt8(ascii: "Z")
            default: byte.isASCIIDigit
            }
        }
        let areNumbers = parts.dropFirst().allSatisfy { $0.utf8.allSatisfy { $0.hexDigitValue != nil } }
        return isTime && areNumbers ? String(parts[2]) : nil
    }
}
