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

        /// What is wrong, as a sentence.
        var sentence: String {
            switch self {
            case .emptyPath: "where a path is expected there is a word without a byte."
            case .pathTooLong: "a path may have 1,024 bytes."
            case .clientTooLong: "a client with its list may have 511 bytes."
            case .brokenList: "a list of options ends with \")\", which ends its word too."
            case .unknownOption: "it is no option of exports(5) in nfs-utils 2.6.2."
            case .badValue: "its value is no number, or no file system."
            case .unknownFlavor: "sec= takes sys, krb5, krb5i, krb5p and none, parted by colons."
            case .abort: "exportfs crashes on squashed ids in the defaults of two clients."
            }
        }
    }

    /// Why reading stops.
    public let reason: Reason
    /// The bytes that cause it.
    public let range: Range<Int>
    /// The whole word in which they stand.
    public let word: Range<Int>

    init(reason: Reason, range: Range<Int>, word: Range<Int>? = nil) {
        self.reason = reason
        self.range = range
        self.word = word ?? range
    }
}
