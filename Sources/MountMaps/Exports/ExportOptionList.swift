/// The options of a client, and the properties of them that the rules need.
///
/// Tables often give many clients the same options. Identical lists share one object, so that each is read once.
final class ExportOptionList: Sendable {
    /// Properties of the options that rules can check without reading the text again.
    struct Marks: OptionSet, Sendable {
        let rawValue: UInt16

        /// The client's own list sets subtree checking.
        static let saysSubtree = Marks(rawValue: 0x1)
        /// The client's own list sets one flag twice, to the same or opposite values.
        static let repeatsFlag = Marks(rawValue: 0x2)
        /// The client's own list sets the ids of squashed users or a list of squashed ids.
        static let namesIdentity = Marks(rawValue: 0x4)
        /// The client's own list has an `fsid=`.
        static let namesFileSystem = Marks(rawValue: 0x8)
        /// Some flavor is writable.
        static let writable = Marks(rawValue: 0x10)
        /// A flavor without authentication is writable.
        static let writableByClaim = Marks(rawValue: 0x20)
        /// A flavor without authentication accepts requests from any port.
        static let anyPortByClaim = Marks(rawValue: 0x40)
        /// The client's root is not squashed.
        static let remoteRoot = Marks(rawValue: 0x80)
        /// The client's root is not squashed and can write.
        static let writingRoot = Marks(rawValue: 0x100)
    }

    /// The defaults of exports(5), without any list.
    static let defaults = ExportOptionList(ExportOptions(), list: [])

    let options: ExportOptions
    let marks: Marks

    /// Makes a list.
    ///
    /// - Parameters:
    ///   - options: The options.
    ///   - list: The client's own list.
    init(_ options: ExportOptions, list: ArraySlice<UInt8>) {
        self.options = options
        var marks = Self.marks(ofWords: list)
        for grant in options.grants {
            let isClaim = grant.flavor.isUnauthenticated
            if !grant.flags.contains(.readOnly) {
                marks.formUnion(isClaim ? [.writable, .writableByClaim] : .writable)
            }
            if isClaim, grant.flags.contains(.insecurePort) { marks.formUnion(.anyPortByClaim) }
            guard grant.flags.isDisjoint(with: [.rootSquash, .allSquash]) else { continue }
            marks.formUnion(grant.flags.contains(.readOnly) ? .remoteRoot : [.remoteRoot, .writingRoot])
        }
        self.marks = marks
    }

    private static func marks(ofWords list: ArraySlice<UInt8>) -> Marks {
        var marks: Marks = []
        var named: ExportFlags = []
        var cutter = ExportOptionCutter(list)
        while let option = cutter.next() {
            guard let word = ExportFlagWord.find(list[option]) else { continue }
            if named.contains(word.flag) { marks.formUnion(.repeatsFlag) }
            named.formUnion(word.flag)
        }
        if named.contains(.noSubtreeCheck) { marks.formUnion(.saysSubtree) }
        if list.contains("anonuid=") || list.contains("anongid=") || list.contains("squash_") {
            marks.formUnion(.namesIdentity)
        }
        if list.contains("fsid=") { marks.formUnion(.namesFileSystem) }
        return marks
    }
}

extension ExportOptionList: Hashable {
    static func == (left: ExportOptionList, right: ExportOptionList) -> Bool {
        left === right || left.options == right.options
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(options)
    }
}

/// Reads lists of options, and caches the most recent ones by their text.
struct ExportOptionListReader {
    private struct Known {
        let base: ExportOptionList
        let text: [UInt8]
        let list: ExportOptionList
    }

    // Few tables use more than a handful of different lists; searching a longer cache costs more than reading again.
    private static let room = 8

    private let perFlavor: ExportFlags
    private var known: [Known] = []
    private var oldest = 0

    init(perFlavor: ExportFlags) {
        self.perFlavor = perFlavor
    }

    /// Reads a list on top of options that already apply.
    mutating func read(
        _ text: ArraySlice<UInt8>,
        on base: ExportOptionList
    ) -> Result<ExportOptionList, ExportOptions.Failure> {
        for item in known where item.base === base && item.text.elementsEqual(text) {
            return .success(item.list)
        }
        var options = base.options
        if let failure = options.read(text, perFlavor: perFlavor) { return .failure(failure) }
        let list = ExportOptionList(options, list: text)
        let item = Known(base: base, text: Array(text), list: list)
        if known.count < Self.room {
            known.append(item)
        } else {
            known[oldest] = item
            oldest = (oldest + 1) % Self.room
        }
        return .success(list)
    }
}
