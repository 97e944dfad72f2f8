public import SourceText

/// Rules that need the machine: whether directories exist, where links lead, what names resolve to.
package enum MachineRules {
    package static let missingDirectory = Rule(
        code: "EXP017",
        name: "missing-directory",
        severity: .error,
        summary: "A path that does not exist.",
        reason: "exportfs exits with an error, which can keep the NFS server from starting.",
        cure: "Create the directory, mount its file system, or remove the entry.",
        example: "/srv/nosuch *(ro)\n",
        corrected: "/srv/home *(ro)\n"
    )
    package static let notDirectory = Rule(
        code: "EXP018",
        name: "not-a-directory",
        severity: .error,
        summary: "A path that is not a directory.",
        reason: "exportfs exits with an error, and clients cannot mount it.",
        cure: "Export the directory that contains it.",
        example: "/srv/a.iso *(ro)\n",
        corrected: "/srv *(ro)\n"
    )
    package static let indirectPath = Rule(
        code: "EXP019",
        name: "indirect-path",
        severity: .warning,
        summary: "A path with a symbolic link, `..` or `//`.",
        reason: "exportfs exports the real path; a client that asks for the path as written gets nothing.",
        cure: "Write the real path.",
        example: "/home *(ro)\n",
        corrected: "/srv/home *(ro)\n"
    )
    package static let sameMachine = Rule(
        code: "EXP021",
        name: "one-machine-twice",
        severity: .error,
        summary: "A path exported twice to one machine under different names or addresses.",
        reason: "To exportfs they are the same client: it ignores the second and exits with an error.",
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
            "exportfs only warns and skips the client, and waiting for the name can delay the start of the machine.",
        cure: "Correct the name, add it to DNS or /etc/hosts, or write the address.",
        example: "/h gone.ex.com(rw)\n",
        corrected: "/h ws1(rw)\n"
    )

    package static let rules = [missingDirectory, notDirectory, indirectPath, sameMachine, unresolved]
}

extension ExportsTable {
    /// Checks what needs the machine and all tables together.
    ///
    /// - Parameter limit: The largest number of findings for each table.
    /// - Returns: A list of findings for each document, in the order of the documents.
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
            if document.bytes(of: path).hasOnlySlashes(after: export.path) {
                check.findings.add(
                    MachineRules.indirectPath,
                    at: path.range,
                    severity: .note,
                    "\"\(check.shown(path))\" is exported as \"\(printable(export.path, limit: 120))\"; the slash at the "
                        + "end does no harm.",
                    help: "Remove the slash at the end if you like."
                )
                continue
            }
            check.findings.add(
                MachineRules.indirectPath,
                at: path.range,
                "\"\(check.shown(path))\" leads to \"\(printable(export.path, limit: 120))\"; only that path is exported."
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
                "\"\(name)\" does not resolve, so \"\(path)\" is not exported to it."
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
                "\"\(path)\" is not a directory."
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
                "\"\(path)\" is already exported to \"\(other.shown(first.name))\" at \(place), which is the same client; "
                    + "exportfs ignores this one and exits with an error."
            )
        }
    }

    private func client(at place: Place) -> (ExportEntry, ExportClient)? {
        let entry = documents[place.document].entries[place.entry]
        guard case .client(let client) = entry.items[place.item] else { return nil }
        return (entry, client)
    }
}

extension ArraySlice<UInt8> {
    /// Whether these bytes are the given ones followed by nothing but slashes.
    fileprivate func hasOnlySlashes(after path: [UInt8]) -> Bool {
        starts(with: path) && dropFirst(path.count).allSatisfy { $0 == UInt8(ascii: "/") }
    }
}

private struct EntryPlace: Hashable {
    let document: Int
    let entry: Int
}

extension ExportsCheck {
    /// The path and client of an entry as text.
    func key(_ entry: ExportEntry, _ client: ExportClient) -> ClientOfPath {
        ClientOfPath(Array(document.bytes(of: entry.path)), Array(comparedName(of: client)))
    }

    /// The name by which exportfs compares a client, in lower case; a list without a name is exported to everyone.
    func comparedName(of client: ExportClient) -> ArraySlice<UInt8> {
        let name = document.bytes(of: client.name)
        if name.isEmpty, client.list != nil { return ArraySlice("*".utf8) }
        return name.contains(where: \.isASCIICapital) ? name.asciiLowercased[...] : name
    }
}
