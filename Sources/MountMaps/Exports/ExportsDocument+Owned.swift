public import SourceText

extension ExportsDocument {
    /// Returns the entries in autohome's block; an empty list if there is no block.
    ///
    /// - Returns: The entries in file order.
    /// - Throws: ``FileEditError/Code/brokenMarkers`` if the markers are broken.
    public func ownedEntries() throws(FileEditError) -> [ExportEntry] {
        guard let block = try ownedBlock(of: source) else { return [] }
        return entries.filter { block.content.contains($0.range.lowerBound) }
    }

    /// Returns the table with these entries in autohome's block, and everything else unchanged.
    ///
    /// A client that a hand-written entry already gives the same options is not written again. The result is read
    /// back: entries outside the block must mean the same as before, and those inside must mean what was requested.
    ///
    /// - Parameter lines: The entries; an empty list removes the block.
    /// - Returns: The new table.
    /// - Throws: ``FileEditError`` with ``FileEditError/Code/conflict`` if a hand-written entry gives the same client
    ///   other options or a client is requested twice, ``FileEditError/Code/obstructed`` if text above would swallow
    ///   the block, ``FileEditError/Code/brokenMarkers`` if its markers are broken.
    public func settingOwned(_ lines: [ExportLine]) throws(FileEditError) -> SourceFile {
        let others = try withoutOwned()
        let othersBlock = try ownedBlock(of: others.source)
        let wanted = try others.leavingOut(lines, outside: othersBlock)
        let result: SourceFile
        do {
            result = try OwnedBlock.replacing(in: source, with: wanted.map(\.text))
        } catch {
            throw FileEditError(error)
        }
        let document = ExportsDocument(result, perFlavor: perFlavor)
        let block = try ownedBlock(of: result)
        guard others.meaning(outside: othersBlock) == document.meaning(outside: block) else {
            throw others.obstruction(above: othersBlock, effect: "would change the meaning of the table")
        }
        let inside = document.entries.filter { block?.content.contains($0.range.lowerBound) == true }
        guard inside.map(document.line) == wanted.map({ LineValue($0.path, $0.grants) }) else {
            throw others.obstruction(above: othersBlock, effect: "would not be read")
        }
        return result
    }

    /// Returns the first client to which both this table and one of the lines export the same path.
    ///
    /// exportfs ignores the later of two such entries, even in different tables, and exits with status 1
    /// (`support/export/export.c: warn_duplicated_exports`).
    public func firstClient(sharedWith lines: [ExportLine]) -> ExportClient? {
        let wanted = Set(
            lines.flatMap { line in line.grants.map { ClientOfPath(line.path, Array($0.client.utf8)) } }
        )
        for entry in entries {
            let path = Array(bytes(of: entry.path))
            let shared = entry.clients.first { wanted.contains(ClientOfPath(path, name(of: $0))) }
            if let shared { return shared }
        }
        return nil
    }

    /// The table with an empty block, which leaves the hand-written entries.
    private func withoutOwned() throws(FileEditError) -> ExportsDocument {
        guard let block = try ownedBlock(of: source), !block.content.isEmpty else { return self }
        let file = source.applying([TextEdit(block.content, replacement: [])]).file
        return ExportsDocument(file, perFlavor: perFlavor)
    }

    private func ownedBlock(of source: SourceFile) throws(FileEditError) -> OwnedBlock? {
        do {
            return try OwnedBlock(in: source)
        } catch {
            throw FileEditError(error)
        }
    }

    /// The meaning of the table outside the block: paths, clients, effective options, and the place where reading
    /// stops.
    private func meaning(outside block: OwnedBlock?) -> [EntryMeaning] {
        let entries = entries.compactMap { entry in
            block?.range.contains(entry.range.lowerBound) == true
                ? nil
                : EntryMeaning(
                    path: Array(bytes(of: entry.path)),
                    clients: entry.clients.map(meaning),
                    stop: nil
                )
        }
        return entries + stops.prefix(1).map { EntryMeaning(path: [], clients: [], stop: $0.reason) }
    }

    func meaning(_ client: ExportClient) -> ClientMeaning {
        ClientMeaning(
            name: Array(bytes(of: client.name)),
            isImplied: client.isImplied,
            options: client.options
        )
    }

    /// The lines without the clients to which hand-written entries already give the same options.
    private func leavingOut(
        _ lines: [ExportLine],
        outside block: OwnedBlock?
    ) throws(FileEditError) -> [ExportLine] {
        let handWritten = handWritten(outside: block)
        var seen: Set<ClientOfPath> = []
        var wanted: [ExportLine] = []
        for line in lines {
            let meaning = ExportsDocument(SourceFile(name: "", text: line.text), perFlavor: perFlavor)
            var grants: [ExportLine.Grant] = []
            for (grant, client) in zip(line.grants, meaning.entries.flatMap(\.clients)) {
                let key = ClientOfPath(line.path, Array(grant.client.utf8))
                guard seen.insert(key).inserted else { throw .twice(line, grant) }
                guard let entry = handWritten[key] else {
                    if let wider = wider(than: client, of: meaning, on: line.path, above: block) {
                        throw .shadowed(line, grant, in: source, by: wider.word.range.lowerBound)
                    }
                    grants.append(grant)
                    continue
                }
                guard entry.options == client.options else {
                    throw .conflict(line, grant, in: source, at: entry.word.range.lowerBound)
                }
            }
            if grants.count == line.grants.count {
                wanted.append(line)
            } else if !grants.isEmpty {
                wanted.append(try ExportLine(path: line.path, grants: grants))
            }
        }
        return wanted
    }

    /// A subnet above the block that contains a requested one and has other options.
    ///
    /// The first subnet wins, not the one with the longer prefix (`support/export/cache.c: lookup_export`).
    private func wider(
        than client: ExportClient,
        of meaning: ExportsDocument,
        on path: [UInt8],
        above block: OwnedBlock?
    ) -> ExportClient? {
        guard client.kind == .subnet, let wanted = try? ExportSubnet(meaning.bytes(of: client.name)) else {
            return nil
        }
        for entry in entries where entry.range.lowerBound < block?.range.lowerBound ?? .max {
            guard ClientOfPath(Array(bytes(of: entry.path)), []) == ClientOfPath(path, []) else { continue }
            let found = entry.clients.first { other in
                guard other.kind == .subnet, other.options != client.options else { return false }
                return (try? ExportSubnet(bytes(of: other.name)))?.covers(wanted) ?? false
            }
            if let found { return found }
        }
        return nil
    }

    /// The clients of hand-written entries; exportfs uses the first of equal ones.
    private func handWritten(outside block: OwnedBlock?) -> [ClientOfPath: ExportClient] {
        var clients: [ClientOfPath: ExportClient] = [:]
        for entry in entries where block?.range.contains(entry.range.lowerBound) != true {
            let path = Array(bytes(of: entry.path))
            for client in entry.clients {
                let key = ClientOfPath(path, name(of: client))
                if clients[key] == nil { clients[key] = client }
            }
        }
        return clients
    }

    /// The name by which exportfs compares clients; a list without a name is exported to everyone.
    private func name(of client: ExportClient) -> [UInt8] {
        client.name.isEmpty ? Array("*".utf8) : Array(bytes(of: client.name))
    }

    /// Makes an error that names the line because of which the block would be misread.
    private func obstruction(above block: OwnedBlock?, effect: String) -> FileEditError {
        let start = block?.range.lowerBound ?? source.bytes.count
        let above = stops.first { $0.range.lowerBound < start }?.range.lowerBound
        let across = entries.last { $0.range.lowerBound < start }?.range.lowerBound
        let offset = above ?? across ?? start
        let line = LineTable(source.bytes).position(of: offset).line
        let what =
            above == nil
            ? "this entry is unfinished (an open quote, or a backslash at the end of its last line)"
            : "exportfs stops reading here and loses the lines below"
        return FileEditError(
            .obstructed,
            "\(printable(source.name)):\(line): \(what); lines added below it \(effect). Fix it first.",
            line: line
        )
    }
}

/// The meaning of an entry, without its position.
struct EntryMeaning: Equatable {
    let path: [UInt8]
    var clients: [ClientMeaning]
    let stop: ReadingStop.Reason?
}

/// The meaning of a client of an entry.
struct ClientMeaning: Equatable {
    let name: [UInt8]
    let isImplied: Bool
    var options: ExportOptions
}

/// A path and a client as text; equal values are certainly the same to exportfs.
struct ClientOfPath: Hashable {
    let path: [UInt8]
    let client: [UInt8]

    init(_ path: [UInt8], _ client: [UInt8]) {
        self.path = Array(ExportPathText.compared(path[...]))
        self.client = client.asciiLowercased
    }
}

extension FileEditError {
    static func twice(_ line: ExportLine, _ grant: ExportLine.Grant) -> Self {
        FileEditError(
            .conflict,
            "\(printable(line.path, limit: 200)) \(printable(grant.client)): requested twice; exportfs would ignore the "
                + "second. Export each path to each client only once."
        )
    }

    static func shadowed(
        _ line: ExportLine,
        _ grant: ExportLine.Grant,
        in source: SourceFile,
        by offset: Int
    ) -> Self {
        conflict(
            in: source,
            at: offset,
            "\(printable(line.path, limit: 200)) is exported here with other options to a subnet that contains "
                + "\(printable(grant.client)), and the first matching subnet wins. Remove this client here, or give it the "
                + "same options."
        )
    }

    static func conflict(
        _ line: ExportLine,
        _ grant: ExportLine.Grant,
        in source: SourceFile,
        at offset: Int
    ) -> Self {
        conflict(
            in: source,
            at: offset,
            "\(printable(line.path, limit: 200)) is already exported to \(printable(grant.client)) here, with "
                + "options other than \"\(grant.options.joined(separator: ","))\". Remove this client here, or give it "
                + "these options."
        )
    }

    private static func conflict(in source: SourceFile, at offset: Int, _ message: String) -> Self {
        let number = LineTable(source.bytes).position(of: offset).line
        return FileEditError(.conflict, "\(printable(source.name)):\(number): \(message)", line: number)
    }
}
