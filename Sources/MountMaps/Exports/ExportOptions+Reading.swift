import SourceText

extension ExportOptions {
    /// Why a list cannot be read to the end.
    struct Failure: Error {
        let reason: ReadingStop.Reason
        /// The option that cannot be read, as offsets in the text of the list.
        let option: Range<Int>
    }

    /// Reads a list as `support/nfs/exports.c: parseopts` of nfs-utils 2.6.2 does: later options win, and opposites and
    /// repeats cause no message.
    ///
    /// - Parameters:
    ///   - list: The text between the parentheses, or after the `-` of a default list.
    ///   - perFlavor: The flags that may differ between flavors; the others apply to every flavor
    ///     (`fix_pseudoflavor_flags`).
    /// - Returns: Where reading stops; nil if the whole list was read.
    mutating func read(_ list: ArraySlice<UInt8>, perFlavor: ExportFlags) -> Failure? {
        var active: UInt8 = 0
        var options = ExportOptionCutter(list)
        while let option = options.next() {
            if let reason = read(option: list[option], active: &active) {
                return Failure(reason: reason, option: option)
            }
        }
        let common = flags.subtracting(perFlavor)
        for index in flavors.indices { flavors[index].flags.formUnion(common) }
        return nil
    }

    private mutating func read(option: ArraySlice<UInt8>, active: inout UInt8) -> ReadingStop.Reason? {
        if let word = ExportFlagWord.find(option) {
            set(word.flag, word.sets, for: active)
            return nil
        }
        if option.elementsEqual("mp".utf8) || option.elementsEqual("mountpoint".utf8) {
            mountPoint = []
            return nil
        }
        guard let equals = option.firstIndex(of: UInt8(ascii: "=")),
            let key = ExportOptionKey(option[..<equals])
        else { return .unknownOption }
        return read(key, option[(equals + 1)...], active: &active)
    }

    private mutating func read(
        _ key: ExportOptionKey,
        _ value: ArraySlice<UInt8>,
        active: inout UInt8
    ) -> ReadingStop.Reason? {
        switch key {
        case .anonuid: return Self.read(identifier: value, into: &anonymousUID)
        case .anongid: return Self.read(identifier: value, into: &anonymousGID)
        case .fsid: return readFileSystem(value, active: active)
        case .mp, .mountpoint: mountPoint = Array(value)
        case .refer: locations = .referral(Array(value))
        case .replicas: locations = .replicas(Array(value))
        case .squashUIDs: return Self.read(squashed: value, into: &squashedUIDs)
        case .squashGIDs: return Self.read(squashed: value, into: &squashedGIDs)
        case .sec:
            active = 0
            for name in value.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
                guard let flavor = SecurityFlavor(name) else { return .unknownFlavor }
                active |= select(flavor)
            }
        }
        return nil
    }

    private static func read(identifier: ArraySlice<UInt8>, into field: inout Int32) -> ReadingStop.Reason? {
        let number = CNumber.signed(identifier)
        guard number.isWhole else { return .badValue }
        field = number.int32
        return nil
    }

    /// Reads `fsid=`.
    ///
    /// `parseopts` first reads a UUID as a number, which overwrites the number of an earlier `fsid=`.
    private mutating func readFileSystem(_ value: ArraySlice<UInt8>, active: UInt8) -> ReadingStop.Reason? {
        if value.elementsEqual("root".utf8) {
            fsid = 0
            set(.fsid, true, for: active)
            return nil
        }
        let number = CNumber.unsigned(value, detectsBase: true)
        fsid = number.int32
        if number.isWhole {
            set(.fsid, true, for: active)
        } else if value.count(where: { $0.hexDigitValue != nil }) == 32 {
            uuid = Array(value)
        } else {
            return .badValue
        }
        return nil
    }

    /// Reads one number or range, as `support/nfs/exports.c: parsesquash` does; a comma has already ended the option.
    private static func read(squashed: ArraySlice<UInt8>, into field: inout [Int32]) -> ReadingStop.Reason? {
        var rest = squashed
        let first = number(at: &rest)
        var last = first
        if rest.first == UInt8(ascii: "-") {
            rest = rest.dropFirst()
            last = number(at: &rest)
        }
        guard first != -1, last != -1, rest.isEmpty || rest.first == UInt8(ascii: ")") else {
            return .badValue
        }
        field += [first, last]
        return nil
    }

    private static func number(at rest: inout ArraySlice<UInt8>) -> Int32 {
        var end = rest.startIndex
        if rest.first == UInt8(ascii: "-") { end += 1 }
        while end < rest.endIndex, rest[end].isASCIIDigit { end += 1 }
        let value = CNumber.signed(rest[rest.startIndex..<end]).int32
        rest = rest[end...]
        return value
    }
}

/// The options that take a value.
enum ExportOptionKey: String, CaseIterable {
    case anonuid
    case anongid
    case fsid
    case mp
    case mountpoint
    case refer
    case replicas
    case sec
    case squashUIDs = "squash_uids"
    case squashGIDs = "squash_gids"

    init?(_ text: ArraySlice<UInt8>) {
        guard let key = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(text) }) else {
            return nil
        }
        self = key
    }
}

/// Splits a list at its commas, as `support/nfs/exports.c: parseopts` does: blanks and TABs after a comma are skipped,
/// and the list may end with a comma.
struct ExportOptionCutter: IteratorProtocol {
    private let list: ArraySlice<UInt8>
    private var cursor: Int

    init(_ list: ArraySlice<UInt8>) {
        self.list = list
        cursor = list.startIndex
    }

    mutating func next() -> Range<Int>? {
        while cursor < list.endIndex, list[cursor] == .blank || list[cursor] == .tab { cursor += 1 }
        guard cursor < list.endIndex else { return nil }
        let start = cursor
        while cursor < list.endIndex, list[cursor] != UInt8(ascii: ",") { cursor += 1 }
        let end = cursor
        if cursor < list.endIndex { cursor += 1 }
        return start..<end
    }
}
