import SourceText

/// A release of autofs, whose automount(8) the resolver follows.
///
/// 5.1.8 and 5.1.9 were observed. 5.2 is not released. The titles of the changes gathered for it name none that would
/// change what is mounted for a path, so it is assumed to behave like 5.1.9.
public struct AutofsVersion: Sendable, Hashable, Comparable {
    /// 5.1.8, the release of Debian 12.
    public static let release518 = AutofsVersion(5, 1, 8)
    /// 5.1.9, the release of Debian 13.
    public static let release519 = AutofsVersion(5, 1, 9)
    /// 5.2, which follows 5.1.9.
    public static let release52 = AutofsVersion(5, 2, 0)

    /// The versions that the resolver distinguishes, the oldest first.
    public static let known = [release518, release519, release52]
    /// The newest release.
    public static let latestKnown = release519

    private let major: Int
    private let minor: Int
    private let patch: Int

    private init(_ major: Int, _ minor: Int, _ patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Reads a version as automount writes it: `5.1.9`, `5.2`, or with a package's suffix `5.1.9-1.fc43`.
    public init?(_ text: String) {
        let release = Array(text.utf8).prefix { $0 != UInt8(ascii: "-") }
        let parts = release.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let numbers = parts.map(Self.number)
        guard 2...3 ~= numbers.count, let major = numbers[0], let minor = numbers[1] else { return nil }
        guard let patch = numbers.count == 3 ? numbers[2] : 0 else { return nil }
        self.init(major, minor, patch)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        // Any 18 digits fit into an Int.
        guard 1...18 ~= digits.count, digits.allSatisfy(\.isASCIIDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Whether the first of two versions is the older one.
    public static func < (left: AutofsVersion, right: AutofsVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}

extension AutofsVersion: CustomStringConvertible {
    /// The version as automount writes it.
    public var description: String {
        patch == 0 && minor > 1 ? "\(major).\(minor)" : "\(major).\(minor).\(patch)"
    }
}
