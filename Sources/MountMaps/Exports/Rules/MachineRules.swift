public import SourceText

/// Rules that ask the machine: whether directories are there, where links lead, what names mean.
package enum MachineRules {
    package static let missingDirectory = Rule(
        code: "EXP017",
        name: "missing-directory",
        severity: .error,
        summary: "A path that does not exist.",
        reason: "exportfs fails, which keeps the server from starting where its unit does not ignore that.",
        cure: "Make the directory, mount its file system, or remove the entry.",
        example: "/srv/nosuch *(ro)\n",
        corrected: "/srv/home *(ro)\n"
    )
    package static let notDirectory = Rule(
        code: "EXP018",
        name: "not-a-directory",
        severity: .error,
        summary: "A path that leads to something else than a directory.",
        reason: "exportfs fails, and clients cannot mount it.",
        cure: "Export the directory that holds it.",
        example: "/srv/a.iso *(ro)\n",
        corrected: "/srv *(ro)\n"
    )
    package static let indirectPath = Rule(
        code: "EXP019",
        name: "indirect-path",
        severity: .warning,
        summary: "A path through a link, `..` or `//`.",
        reason: "What it leads to is exported; a client that asks for the path as written gets nothing.",
        cure: "Write the path that it leads to.",
        example: "/home *(ro)\n",
        corrected: "/srv/home *(ro)\n"
    )
    package static let sameMachine = Rule(
        code: "EXP021",
        name: "one-machine-twice",
        severity: .error,
        summary: "Two names, or a name and an address, of one machine on one path.",
        reason: "To exportfs they are the same client: the second is ignored, and exportfs fails.",
        cure: "Keep one of them.",
        example: "/h ws1(rw) 192.0.2.7(ro)\n",
        corrected: "/h ws1(rw) ws2(ro)\n"
    )
    package static let unresolved = Rule(
        code: "EXP031",
        name: "unresolved-host",
        severity: .error,
        summary: "A name that does not resolve.",
        reason:
            "exportfs leaves the client out and only warns; waiting for the name can hold up the start of the machine.",
        cure: "Correct the name, add it to DNS or /etc/hosts, or write the address.",
        example: "/h gone.ex.com(rw)\n",
        corrected: "/h ws1(rw)\n"
    )

    package static let rules = [missingDirectory, notDirectory, indirectPath, sameMachine, unresolved]
}

extension ExportsTable {
    /// What only the machine and all tables together can tell, beside what each table tells by itself.
    ///
    /// - Parameter limit: How many findings are handed out for each table.
    /// - Returns: The findings, a list for each document in their order.
    public func diagnostics(limit: Int = FindingList.limit) -> [[Diagnostic]] {
        let checks = documents.map { ExportsCheck($0, limit: limit) }
        var reported: Set<EntryPlace> = []
        for complaint in complaints {
            let entry = EntryPlace(document: complaint.place.document, entry: complaint.place.entry)
            let isAboutPath = complaint.kind == .missingDirectory || complaint.kind == .notDirectory
            guard !isAboutPath || reported.insert(entry).inserted else { continue }
            report(complaint, checks)
        }
        reported = []
        for export in exports {
            let document = documents[export.place.document]
            let path = document.entries[export.place.entry].path
            let entry = EntryPlace(document: export.place.document, entry: export.place.entry)
            guard !document.bytes(of: path).elementsEqual(export.path), reported.insert(entry).inserted else {
                continue
            }
            let check = checks[export.place.document]
            check.findings.add(
                MachineRules.indirectPath,
                at: path.range,
                "\"\(check.shown(path))\" leads to \"\(printable(export.path, limit: 120))\", which is what is exported."
            )
        }
        return checks.map { $0.finished() }
    }

    private func report(_ complaint: Complaint, _ checks: [ExportsCheck]) {
        let check = checks[complaint.place.document]
        guard let (entry, client) = client(at: complaint.place) else { return }
        let path = check.shown(entry.path)
        let name = check.shown(client.name)
        let range = client.word.range.isEmpty ? entry.path.range : client.word.range
        switch complaint.kind {
        case .invalidSubnet: break
        case .unresolvedHost:
            check.findings.add(
                MachineRules.unresolved,
                at: range,
                "\"\(name)\" does not resolve: \"\(path)\" is not exported to it."
            )
        case .missingDirectory:
            check.findings.add(
                MachineRules.missingDirectory,
                at: entry.path.range,
                "\"\(path)\" does not exist."
            )
        case .notDirectory:
            check.findings.add(
                MachineRules.notDirectory,
                at: entry.path.range,
                "\"\(path)\" leads to no directory."
            )
        case .duplicate(let earlier):
            guard let (firstEntry, first) = self.client(at: earlier) else { return }
            let other = checks[earlier.document]
            let key = check.key(entry, client)
            let firstKey = other.key(firstEntry, first)
            let isSeenInText = earlier.document == complaint.place.document && key == firstKey
            guard !isSeenInText else { return }
            let place = "\(printable(other.document.source.name)):\(other.line(first.word.range.lowerBound))"
            let isOtherName = client.kind == .host && key.client != firstKey.client
            check.findings.add(
                isOtherName ? MachineRules.sameMachine : DuplicateRule.duplicate,
                at: range,
                "\"\(path)\" is exported to \"\(other.shown(first.name))\" at \(place) already, which is the same; this is "
                    + "ignored, and exportfs fails."
            )
        }
    }

    private func client(at place: Place) -> (ExportEntry, ExportClient)? {
        let entry = documents[place.document].entries[place.entry]
        guard case .client(let client) = entry.items[place.item] else { return nil }
        return (entry, client)
    }
}

private struct EntryPlace: Hashable {
    let document: Int
    let entry: Int
}

extension ExportsCheck {
    /// The path and client of an entry as texts.
    func key(_ entry: ExportEntry, _ client: ExportClient) -> ClientOfPath {
        ClientOfPath(Array(document.bytes(of: entry.path)), Array(comparedName(of: client)))
    }

    /// The name by which exportfs compares a client, in small letters; a list without one goes to everyone.
    func comparedName(of client: ExportClient) -> ArraySlice<UInt8> {
        let name = document.bytes(of: client.name)
        if name.isEmpty, client.list != nil { return ArraySlice("*".utf8) }
        return name.contains(where: \.isASCIICapital) ? name.asciiLowercased[...] : name
    }
}
