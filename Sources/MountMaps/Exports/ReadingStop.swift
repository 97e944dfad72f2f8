/// A place at which exportfs stops reading a table and loses the rest of the file: `support/nfs/exports.c:
/// getexportent` returns NULL there.
public struct ReadingStop: Sendable, Hashable {
    /// Why reading stops.
    public enum Reason: Sendable, Hashable {
        /// An empty path: `""`, or CR, VT or FF where a path may begin. No message, exit status 0; case lex-cr-first.
        case emptyPath
        /// A path of more than 1,024 bytes. No message, exit status 0.
        case pathTooLong
        /// A client with its list of more than 511 bytes.
        case clientTooLong
        /// A list without `)`, or with text after it.
        case brokenList
        /// An option that this version does not know.
        case unknownOption
        /// An option whose value is not a number, or not an `fsid`.
        case badValue
        /// A name in `sec=` that is not a security flavor.
        case unknownFlavor
        /// A `squash_uids` or `squash_gids` in a default list with two clients, on which exportfs aborts.
        case abort

        /// Whether exportfs prints no message and reports success.
        public var isSilent: Bool { self == .emptyPath || self == .pathTooLong }

        /// The problem as a sentence.
        var sentence: String {
            switch self {
            case .emptyPath: "a path is expected here, but the word is empty."
            case .pathTooLong: "a path may have at most 1,024 bytes."
            case .clientTooLong: "a client with its list may have at most 511 bytes."
            case .brokenList: "a list of options must end with \")\", with nothing after it."
            case .unknownOption: "nfs-utils 2.6.2 does not know this option, see exports(5)."
            case .badValue: "its value is not valid."
            case .unknownFlavor: "sec= takes sys, krb5, krb5i, krb5p and none, separated by colons."
            case .abort:
                "exportfs crashes if a default list with squash_uids or squash_gids applies to two clients."
            }
        }
    }

    /// The problem as a sentence, which says what kind of value an option takes.
    func sentence(in bytes: [UInt8]) -> String {
        guard reason == .badValue, let key = ExportOptionKey(bytes[range].prefix { $0 != UInt8(ascii: "=") })
        else { return reason.sentence }
        return switch key {
        case .anonuid, .anongid: "its value is not a number."
        case .fsid: "its value is neither a number nor a UUID."
        case .squashUIDs, .squashGIDs: "its value is neither a number nor a range of numbers."
        case .mp, .mountpoint, .refer, .replicas, .sec: reason.sentence
        }
    }

    /// Why reading stops.
    public let reason: Reason
    /// The bytes that cause it.
    public let range: Range<Int>
    /// The whole word that contains them.
    public let word: Range<Int>

    init(reason: Reason, range: Range<Int>, word: Range<Int>? = nil) {
        self.reason = reason
        self.range = range
        self.word = word ?? range
    }
}
