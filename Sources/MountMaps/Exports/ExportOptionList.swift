/// The options of a client as they were read, and what the rules need to know of them.
///
/// Tables give the same options to one client after the other. Those that are written alike share one list, so that
/// it is read once.
final class ExportOptionList: Sendable {
    /// What can be told of the options without looking at their text again.
    struct Marks: OptionSet, Sendable {
        let rawValue: UInt16

        /// The client's own list says how subtrees are checked.
        static let saysSubtree = Marks(rawValue: 0x1)
        /// The client's own list names a flag twice, in one sense or both.
        static let repeatsFlag = Marks(rawValue: 0x2)
        /// The client's own list names whom squashed users act as, or squashed ids.
        static let namesIdentity = Marks(rawValue: 0x4)
        /// The client's own list has an `fsid=`.
        static let namesFileSystem = Marks(rawValue: 0x8)
        /// Some flavor may write.
        static let writable = Marks(rawValue: 0x10)
        /// A flavor that believes every client may write.
        static let writableByClaim = Marks(rawValue: 0x20)
        /// A flavor that believes every client takes requests from any port.
        static let anyPortByClaim = Marks(rawValue: 0x40)
        /// root of the client stays root.
        static let remoteRoot = Marks(rawValue: 0x80)
        /// root of the client stays root and may write.
        static let writingRoot = Marks(rawValue: 0x100)
    }

    /// The defaults of exports(5), with no list at all.
    static let defaults = ExportOptionList(ExportOptions(), list: [])

    let options: ExportOptions
    let marks: Marks

    /// Takes up options.
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

/// Reads lists of options, those that were just read by their text alone.
struct ExportOptionListReader {
    private struct Known {
        let base: ExportOptionList
        let text: [UInt8]
        let list: ExportOptionList
    }

    // Few tables mix more than a handful of lists, and looking through more costs more than reading anew.
    private static let room = 8

    private let perFlavor: ExportFlags
    private var known: [Known] = []
    private var oldest = 0

    init(perFlavor: ExportFlags) {
        self.perFlavor = perFlavor
    }

    /// Reads a list on top of the options that hold already.
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
