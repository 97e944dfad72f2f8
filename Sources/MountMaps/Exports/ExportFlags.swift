import SourceText

/// The flags of an export, with the bit values of the kernel (`NFSEXP_…`), which exportfs also prints in messages.
public struct ExportFlags: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: UInt32

    /// Makes flags from their bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `ro`.
    public static let readOnly = ExportFlags(rawValue: 0x1)
    /// `insecure`: requests may come from ports above 1023.
    public static let insecurePort = ExportFlags(rawValue: 0x2)
    /// `root_squash`.
    public static let rootSquash = ExportFlags(rawValue: 0x4)
    /// `all_squash`.
    public static let allSquash = ExportFlags(rawValue: 0x8)
    /// `async`.
    public static let async = ExportFlags(rawValue: 0x10)
    /// `wdelay`.
    public static let gatheredWrites = ExportFlags(rawValue: 0x20)
    /// `nordirplus`.
    public static let noReadDirPlus = ExportFlags(rawValue: 0x40)
    /// `security_label`.
    public static let securityLabel = ExportFlags(rawValue: 0x80)
    /// `nohide`.
    public static let noHide = ExportFlags(rawValue: 0x200)
    /// `no_subtree_check`.
    public static let noSubtreeCheck = ExportFlags(rawValue: 0x400)
    /// `insecure_locks`.
    public static let noAuthNLM = ExportFlags(rawValue: 0x800)
    /// A numeric `fsid=` is set.
    public static let fsid = ExportFlags(rawValue: 0x2000)
    /// `crossmnt`.
    public static let crossMount = ExportFlags(rawValue: 0x4000)
    /// `no_acl`.
    public static let noACL = ExportFlags(rawValue: 0x8000)
    /// `pnfs`.
    public static let pNFS = ExportFlags(rawValue: 0x2_0000)

    /// The defaults: ro, sync, wdelay, root_squash, no_subtree_check.
    public static let defaults: ExportFlags = [.readOnly, .rootSquash, .gatheredWrites, .noSubtreeCheck]
    /// The flags that may differ between the security flavors of an entry if the kernel has no nfsd to ask.
    public static let perFlavor: ExportFlags = [.readOnly, .rootSquash, .allSquash]
    /// The flags that may differ between flavors with the nfsd of current kernels, which adds secure and insecure.
    public static let perFlavorWithNFSD: ExportFlags = [.readOnly, .insecurePort, .rootSquash, .allSquash]

    /// Reads the flags that may differ between flavors: the second hexadecimal number of `export_features`.
    ///
    /// Text that cannot be read gives ``perFlavor``, as in `support/nfs/exports.c: get_export_features`.
    public init(exportFeatures text: [UInt8]) {
        let words = text.prefix { $0 != 0 }.split(whereSeparator: \.isASCIISpace)
        let numbers = words.prefix(2).map { word in
            let isPrefixed = word.starts(with: "0x".utf8) || word.starts(with: "0X".utf8)
            return UInt32(String(decoding: word.dropFirst(isPrefixed ? 2 : 0), as: UTF8.self), radix: 16)
        }
        guard numbers.count == 2, numbers[0] != nil, let flags = numbers[1] else {
            self = .perFlavor
            return
        }
        self.init(rawValue: flags)
    }
}

/// A word that sets or clears one flag.
struct ExportFlagWord: Sendable {
    let text: [UInt8]
    let flag: ExportFlags
    let sets: Bool

    private init(_ text: String, _ flag: ExportFlags, sets: Bool) {
        self.text = Array(text.utf8)
        self.flag = flag
        self.sets = sets
    }

    /// Finds the flag word that equals an option.
    static func find(_ option: ArraySlice<UInt8>) -> ExportFlagWord? {
        guard option.count < byLength.count else { return nil }
        return byLength[option.count].first { $0.text.elementsEqual(option) }
    }

    private static let byLength: [[ExportFlagWord]] = {
        var table = [[ExportFlagWord]](repeating: [], count: 32)
        for word in all { table[word.text.count].append(word) }
        return table
    }()

    /// Every option without a value that nfs-utils 2.6.2 knows, `support/nfs/exports.c: parseopts`.
    static let all: [ExportFlagWord] = [
        .init("ro", .readOnly, sets: true), .init("rw", .readOnly, sets: false),
        .init("insecure", .insecurePort, sets: true), .init("secure", .insecurePort, sets: false),
        .init("async", .async, sets: true), .init("sync", .async, sets: false),
        .init("wdelay", .gatheredWrites, sets: true), .init("no_wdelay", .gatheredWrites, sets: false),
        .init("nohide", .noHide, sets: true), .init("hide", .noHide, sets: false),
        .init("crossmnt", .crossMount, sets: true), .init("nocrossmnt", .crossMount, sets: false),
        .init("root_squash", .rootSquash, sets: true), .init("no_root_squash", .rootSquash, sets: false),
        .init("all_squash", .allSquash, sets: true), .init("no_all_squash", .allSquash, sets: false),
        .init("no_subtree_check", .noSubtreeCheck, sets: true),
        .init("subtree_check", .noSubtreeCheck, sets: false),
        .init("insecure_locks", .noAuthNLM, sets: true), .init("secure_locks", .noAuthNLM, sets: false),
        .init("no_auth_nlm", .noAuthNLM, sets: true), .init("auth_nlm", .noAuthNLM, sets: false),
        .init("no_acl", .noACL, sets: true), .init("acl", .noACL, sets: false),
        .init("pnfs", .pNFS, sets: true), .init("no_pnfs", .pNFS, sets: false),
        .init("nordirplus", .noReadDirPlus, sets: true),
        .init("security_label", .securityLabel, sets: true),
    ]
}
