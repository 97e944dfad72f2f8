import MountMaps

extension MapLookup {
    /// Notes that a file does not have the name.
    func explainAbsence(of name: [UInt8], from map: AutomountMapDocument, at path: String) {
        guard let trace else { return }
        let count = map.entries.count
        let wildcard = question.isDirect ? "" : ", and there is no wildcard"
        trace.note(
            .mapWithoutKey,
            name,
            [],
            at: (path, nil),
            detail: (count == 1 ? "its one key is another" : "none of its \(count) keys is this name")
                + wildcard
        )
    }

    /// Notes the result of an include.
    func explain(
        _ include: AutomountInclude,
        in path: String,
        exists: Bool,
        found: FoundEntry?
    ) {
        guard let trace else { return }
        let line = library.line(of: include.range.lowerBound, in: path)
        let written = [MapByte.plus] + include.name
        if let found {
            trace.note(.include, written, Array(found.file.utf8), at: (path, line), detail: "it has the key")
            return
        }
        let reason =
            if exists {
                "it has neither the key nor a wildcard"
            } else if IncludeName(include.name)?.isSelf(in: path) == true {
                "it is the map itself, which automount does not read again"
            } else {
                "there is no such map"
            }
        trace.note(.includeWithoutKey, written, [], at: (path, line), detail: reason)
    }

    /// Notes which entry of a map serves the name, and which later ones with the same key do not
    /// (`modules/lookup_file.c: lookup_one`; cases duplicates-002, duplicates-009).
    func explain(
        _ found: FoundEntry,
        at position: Int,
        of map: AutomountMapDocument
    ) {
        guard let trace else { return }
        trace.note(
            found.rule,
            question.name,
            found.value,
            at: (found.file, found.line),
            detail: found.rule == .wildcard
                ? reasonForWildcard(in: map) : reasonForKey(in: map, at: found.file)
        )
        let name = map.name(of: map.entries[position])
        for later in map.duplicates where map.name(of: map.entries[later]) == name {
            let entry = map.entries[later]
            trace.note(
                .duplicateKey,
                Array(map.key(of: entry)),
                Array(map.value(of: entry)),
                at: (found.file, library.line(of: entry.range.lowerBound, in: found.file)),
                detail: "the first entry with a key counts"
            )
        }
    }

    private func reasonForWildcard(in map: AutomountMapDocument) -> String {
        let others = map.entries.count - 1
        if question.name == [MapByte.star] { return "the name that is looked up is the wildcard itself" }
        if others == 0 { return "the wildcard is the only key of the map" }
        if others == 1 { return "the one other key of the map is not this name" }
        return "none of the other \(others) keys of the map is this name"
    }

    private func reasonForKey(
        in map: AutomountMapDocument,
        at path: String
    ) -> String? {
        guard !question.isDirect, let wildcard = map.position(ofName: [MapByte.star]) else { return nil }
        let line = library.line(of: map.entries[wildcard].range.lowerBound, in: path)
        let place = line.map { " in line \($0)" } ?? ""
        return "a key takes precedence over the wildcard\(place)"
    }
}
