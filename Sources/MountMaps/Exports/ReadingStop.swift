/// A place at which exportfs stops reading a table: all that follows in the file is lost.
public struct ReadingStop: Sendable, Hashable {
    /// Why reading stops.
    public enum Reason: Sendable, Hashable {
        /// A path of no bytes: `""`, or CR, VT or FF where a path may begin. Silent, exit status 0.
        case emptyPath
        /// A path of more than 1,024 bytes. Silent, exit status 0.
        case pathTooLong
        /// A client with its list of more than 511 bytes.
        case clientTooLong
        /// No `)`, or something after it.
        case brokenList
        /// An option that this version does not know.
        case unknownOption
        /// An option with a value that is no number, or no `fsid`.
        case badValue
        /// A name in `sec=` that is no security flavor.
        case unknownFlavor
        /// A `squash_uids` or `squash_gids` in a default list with two clients: exportfs aborts.
        case abort

        /// Whether exportfs says nothing about it and reports success.
        public var isSilent: Bool { self == .emptyPath || self == .pathTooLong }
    }

    /// Why reading stops.
    public let reason: Reason
    /// The bytes that cause it.
    public let range: Range<Int>
}
