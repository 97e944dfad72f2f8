import AutomountResolver
import MountMaps
import SourceText

/// Judges the entries of one map by the resolver, with the key of a wildcard and the user left open.
final class ResolverJudge: AutomountEntryJudging {
    /// What a variable may come to that a line out of sight may define: nothing, a word, a path, options, a location.
    private static let possibleValues = ["", "x", "/x", "-x", "x:/x"]

    private let use: AutomountMapUse
    private let surroundings: MapSurroundings?
    private let judge: EntryJudge
    private let options: MasterMapOptions
    private var known: [[UInt8]: Bool] = [:]

    /// Judges a map; without surroundings, variables may be defined elsewhere.
    init(use: AutomountMapUse, surroundings: MapSurroundings?) {
        self.use = use
        self.surroundings = surroundings
        judge = EntryJudge(
            appendsOptions: surroundings?.appendsOptions ?? true,
            defines: surroundings?.defines ?? [:]
        )
        options = surroundings?.options ?? MasterMapOptions(ofSubmount: [])
    }

    func refuses(
        _ entry: AutomountEntryView,
        in document: AutomountMapDocument,
        _ findings: FindingList
    ) -> Bool {
        guard !PlainEntry.matches(entry.value), let name = document.name(of: entry.entry) else {
            return false
        }
        // A key that is never looked up is a finding of its own.
        let isUsed = use == .direct ? name.first == MapByte.slash : !name.contains(MapByte.slash)
        guard isUsed else { return false }
        let isWildcard = name == [MapByte.star]
        let variables = entry.value.contains(MapByte.dollar) ? SubstitutedText(entry.value).variables : []
        let undefined = variables.filter { !isDefined($0) }
        for variable in undefined { report(variable, of: entry, findings) }
        guard !entry.isRefusedByText else { return true }
        let key: EntryJudge.Key = isWildcard ? .any : .name(name)
        guard let failure = refusal(of: Array(entry.value), key, undefined) else { return false }
        let start = entry.location?.startIndex ?? entry.value.startIndex
        findings.add(
            MapEntryRules.refused,
            at: entry.range(of: start..<entry.value.endIndex, onLineOfKeyIn: document.file.bytes),
            Self.sentence(failure.message),
            help: Self.sentence(failure.help)
        )
        return true
    }

    private func refusal(
        of value: [UInt8],
        _ key: EntryJudge.Key,
        _ undefined: [SubstitutedText.Variable]
    ) -> ResolutionFailure? {
        let open = Set(undefined.filter { !$0.name.isEmpty }.map { Array($0.name) })
        guard surroundings == nil, !open.isEmpty else {
            return judge.refusal(of: value, key: key, options: options)
        }
        var failure: ResolutionFailure?
        for text in Self.possibleValues {
            let defines = open.map { Array("-D".utf8) + $0 + [MapByte.equals] + Array(text.utf8) }
            failure = judge.refusal(of: value, key: key, options: MasterMapOptions(ofSubmount: defines))
            if failure == nil { return nil }
        }
        return failure
    }

    private static func sentence(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}

extension ResolverJudge {
    private func isDefined(_ variable: SubstitutedText.Variable) -> Bool {
        guard !variable.isUnclosed, !variable.name.isEmpty else { return false }
        let name = Array(variable.name)
        if let answer = known[name] { return answer }
        let answer = judge.defines(variable.name, options: options)
        known[name] = answer
        return answer
    }

    private func report(
        _ variable: SubstitutedText.Variable,
        of entry: AutomountEntryView,
        _ findings: FindingList
    ) {
        let text = entry.value[variable.range]
        let isPlain = variable.name.allSatisfy(MapByte.isNameByte)
        let isOpen = surroundings == nil && isPlain && !variable.name.isEmpty && !variable.isUnclosed
        let message =
            if variable.isUnclosed {
                "The brace of \(shown(text)) is never closed: automount drops the rest of the entry."
            } else if variable.name.isEmpty {
                "\(shown(text)) names no variable: it becomes nothing."
            } else if !isPlain {
                "Automount has no form like \(shown(text)): it becomes nothing."
            } else if isOpen {
                "Automount defines no \(shown(text)): without a -D of the master map it becomes nothing."
            } else {
                "\(shown(text)) is not defined, so it becomes nothing."
            }
        findings.add(
            MapEntryRules.undefined,
            at: entry.range(of: variable.range),
            severity: isOpen ? .note : nil,
            message
        )
    }
}
