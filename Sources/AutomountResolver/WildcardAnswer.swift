import MountMaps

/// The answer for the names that the wildcard of a mount point serves, with a gap where the name stands in it.
///
/// Most maps of homes are one wildcard, and asked for thousands of names. Where the name can only go into the path on
/// the server, and decides nothing else, the wildcard's entry is run through the pipeline once for all of them.
struct WildcardAnswer: Sendable {
    private let map: AutomountMapDocument
    private let directoryLength: Int
    private let type: String
    private let options: [String]
    private let source: TextWithGaps
    private let host: String
    private let path: TextWithGaps
    private let weight: Int

    /// Runs the wildcard's entry of a mount point; `nil` where the answer for one name does not tell that for another.
    init?(
        at line: MasterTable.Line,
        among points: MountPointIndex,
        by run: ResolutionRun,
        library: inout MapLibrary
    ) {
        let directory = PathComponents(line.entry.mountPoint)
        // A mount that fails by its source would fail for one name alone.
        guard run.facts.mountFailures.isEmpty, directory.isSpelled(line.entry.mountPoint[...]),
            case .maps(let sources) = line.entry.target, let source = sources.first, sources.count == 1,
            case .file(let file) = run.locator.places(of: source.map, in: &library).first,
            let map = library.map(at: file), map.includes.isEmpty,
            let wildcard = map.position(ofName: [MapByte.star]),
            !points.hasOthers(in: directory, than: line, by: run.locator, library: &library)
        else { return nil }
        self.map = map
        directoryLength = line.entry.mountPoint.count
        let entry = map.value(of: map.entries[wildcard])
        let stand = TextWithGaps.standIn
        let found = FoundEntry(value: Array(entry), rule: .wildcard, file: file, line: nil, key: stand)
        guard let mount = run.firstAttempt(at: found, key: stand, in: line.entry.mountPoint, with: source),
            let location = mount.locations.first, mount.locations.count == 1,
            mount.type == "nfs" || mount.type == "nfs4"
        else { return nil }
        let expansion = run.expansion(of: stand, with: source.options)
        let unnamed = run.expansion(of: [], with: source.options).expand(entry)
        path = TextWithGaps(location.path)
        self.source = TextWithGaps(mount.source)
        // Every name that was put in is in the path: it decided nothing on its way there.
        guard TextWithGaps(unnamed).gapCount == 0,
            path.gapCount == TextWithGaps(expansion.expand(entry)).gapCount,
            self.source.gapCount == path.gapCount, TextWithGaps(location.host).gapCount == 0
        else { return nil }
        type = mount.type
        options = mount.options
        host = location.host
        weight = location.weight
    }

    /// The mount for a path that begins with the directory of the mount point; `nil` where its name is not as plain as
    /// this needs or is a key of the map.
    func mount(for text: String, spelled bytes: [UInt8]) -> Mount? {
        let rest = bytes[(directoryLength + 1)...]
        let name = rest.prefix { $0 != MapByte.slash }
        guard Self.isPlain(name), !Self.goesBack(rest), map.position(ofName: name) == nil else { return nil }
        let isWhole = name.endIndex == bytes.endIndex
        return Mount(
            mountPoint: isWhole ? text : String(decoding: bytes[..<name.endIndex], as: UTF8.self),
            type: type,
            options: options,
            source: source.filled(with: name),
            locations: [Location(host: host, path: path.filled(with: name), weight: weight)]
        )
    }

    /// Whether a name means nothing to automount but itself, wherever it stands.
    private static func isPlain(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first, MapByte.isNameByte(first), name.count < 64 else { return false }
        return name.allSatisfy {
            MapByte.isNameByte($0) || $0 == MapByte.dash || $0 == UInt8(ascii: ".")
        }
    }

    private static func goesBack(_ path: ArraySlice<UInt8>) -> Bool {
        EntryOptions.contains(path, "/..".utf8)
    }
}

/// A text with gaps where the name of a key goes.
struct TextWithGaps: Sendable {
    /// The name that stands for all others; no letter of it means anything to automount.
    static let standIn = Array("stand1n_f0r_th3_n4m3".utf8)

    private let text: [UInt8]
    /// Where in the text the gaps are, in order.
    private let gaps: [Int]

    /// Cuts the stand-in out of a text.
    init(_ full: String) {
        self.init(Array(full.utf8))
    }

    /// Cuts the stand-in out of a text.
    init(_ full: [UInt8]) {
        var text: [UInt8] = []
        var gaps: [Int] = []
        var rest = full[...]
        while let next = rest.first {
            if rest.starts(with: Self.standIn) {
                gaps.append(text.count)
                rest = rest.dropFirst(Self.standIn.count)
            } else {
                text.append(next)
                rest = rest.dropFirst()
            }
        }
        self.text = text
        self.gaps = gaps
    }

    /// The number of gaps.
    var gapCount: Int { gaps.count }

    /// The text with a name in every gap.
    func filled(with name: ArraySlice<UInt8>) -> String {
        let count = text.count + gaps.count * name.count
        // Only the buffer of the closure is written, up to the count that it has room for.
        return String(unsafeUninitializedCapacity: count) { buffer in
            var end = 0
            var start = 0
            for gap in gaps {
                end = buffer[end...].update(fromContentsOf: text[start..<gap])
                end = buffer[end...].update(fromContentsOf: name)
                start = gap
            }
            return buffer[end...].update(fromContentsOf: text[start...])
        }
    }
}

/// The answers of wildcards that are known already, by mount point.
struct WildcardAnswers: Sendable {
    private enum Answer: Sendable {
        case unknown
        case none
        case ready(WildcardAnswer)
    }

    /// One for each directory of the index.
    private var answers: [Answer]

    init(_ points: MountPointIndex) {
        answers = Array(repeating: .unknown, count: points.directoryCount)
    }

    /// The mount for a path; `nil` where no answer that is known serves it.
    func mount(for text: String, among points: MountPointIndex) -> Mount? {
        let bytes = Array(text.utf8)
        guard bytes.first == MapByte.slash, bytes.count < PathComponents.limit else { return nil }
        var slash = 0
        while let next = bytes[(slash + 1)...].firstIndex(of: MapByte.slash) {
            slash = next
            guard let directory = points.directory(named: bytes[..<slash]) else { continue }
            guard case .ready(let answer) = answers[directory] else { return nil }
            return answer.mount(for: text, spelled: bytes)
        }
        return nil
    }

    /// Learns the answer of the wildcard of a mount point, once.
    mutating func learn(
        from line: MasterTable.Line,
        among points: MountPointIndex,
        by run: ResolutionRun,
        library: inout MapLibrary
    ) {
        let bytes = PathComponents(line.entry.mountPoint).bytes
        guard let directory = points.directory(named: bytes[...]), case .unknown = answers[directory] else {
            return
        }
        let answer = WildcardAnswer(at: line, among: points, by: run, library: &library)
        answers[directory] = answer.map(Answer.ready) ?? .none
    }
}
