import ConformanceTestSupport
import MountMaps
import SourceText
import Testing

@Suite struct `Laws of exports tables` {
    private static let tables = ExportsCorpus.cases.flatMap(\.tables).map(\.bytes)
        .filter { $0.count < 20_000 }

    private static let pieces: [[UInt8]] =
        [
            "\"", "\\", "\\\n", "\n", "\r\n", "\u{0C}", "#", " ", "(", ")", ",", "-", "\\040", "\\134", "/a",
            "*", "/0", "sec=",
            "fsid=", "rw", "::", "@", "# BEGIN autohome\n", "# END autohome\n",
        ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3, 0xA0]]

    @Test func `prints every recorded exports table unchanged`() {
        #expect(Self.tables.count > 800)
        for bytes in Self.tables {
            #expect(ExportsDocument(SourceFile(name: "exports", bytes: bytes)).printed() == bytes)
        }
    }

    @Test(arguments: UInt64(0)..<40)
    func `reads, checks and prints random exports tables unchanged`(seed: UInt64) {
        var random = ExportsGenerator(seed: seed)
        for _ in 0..<50 {
            var bytes = random.pick(Self.tables)
            for _ in 0..<random.number(1...6) {
                let at = random.number(0...bytes.count)
                if random.number(0...3) == 0 {
                    bytes.removeSubrange(at..<min(bytes.count, at + random.number(1...8)))
                } else {
                    bytes.insert(contentsOf: random.pick(Self.pieces), at: at)
                }
            }
            let source = SourceFile(name: "exports", bytes: bytes)
            let document = ExportsDocument(source)
            #expect(document.printed() == bytes)
            for finding in document.diagnostics() {
                #expect(finding.range.lowerBound >= 0 && finding.range.upperBound <= bytes.count)
                let edits = finding.fixes.flatMap(\.edits)
                #expect(source.applying(edits).leftOut.isEmpty)
            }
            checkRanges(document)
        }
    }

    /// Checks that words are in file order, do not overlap and lie inside the file.
    private func checkRanges(_ document: ExportsDocument) {
        var end = 0
        for entry in document.entries + document.lostEntries {
            for word in [entry.path] + entry.items.map(\.word) {
                #expect(word.range.lowerBound >= end)
                end = word.range.upperBound
            }
        }
        #expect(end <= document.source.bytes.count)
    }

    @Test(arguments: UInt64(0)..<40)
    func `reads generated exports lines back as they were`(seed: UInt64) throws {
        var random = ExportsGenerator(seed: seed)
        for _ in 0..<50 {
            let line = try ExportsSamples.line(&random)
            let document = ExportsDocument(SourceFile(name: "exports", text: line.text + "\n"))
            #expect(document.readingEnd == nil)
            #expect(document.entries.map(document.exportLine) == [line])
        }
    }

    @Test(arguments: UInt64(0)..<40)
    func `adds and removes owned exports entries without other changes`(seed: UInt64) throws {
        var random = ExportsGenerator(seed: seed)
        for _ in 0..<20 {
            let source = SourceFile(name: "exports", bytes: random.pick(Self.tables))
            var lines: [ExportLine] = []
            for number in 0..<random.number(1...4) {
                lines.append(try ExportsSamples.line(&random, below: "/owned\(number)"))
            }
            guard let filled = try? ExportsDocument(source).settingOwned(lines) else { continue }
            #expect(filled.bytes.starts(with: source.bytes))
            let document = ExportsDocument(filled)
            #expect(try document.ownedEntries().map(document.exportLine) == lines)
            #expect(try document.settingOwned(lines) == filled)
            let fewer = try document.settingOwned([lines[0]])
            #expect(try ExportsDocument(fewer).settingOwned(lines) == filled)
            let emptied = try ExportsDocument(fewer).settingOwned([])
            #expect(emptied.bytes == source.bytes || emptied.bytes == source.bytes + Array("\n".utf8))
        }
    }
}

enum ExportsSamples {
    static func line(_ random: inout ExportsGenerator, below root: String = "") throws -> ExportLine {
        let bytes: [UInt8] = Array("\\\\\\0123 47\"#'()-,%:\t\n\r\u{01}\u{7F}é/ab".utf8) + [0xFF, 0x80]
        var path = Array((root + "/").utf8)
        for _ in 0..<random.number(0...30) { path.append(random.pick(bytes)) }
        let clients = [
            "*", "h1", "h2.ex.com", "10.0.0.0/8", "2001:db8::/32", "@staff", "*.ex.com", "2001:db8::7",
        ]
        let options = [
            "rw", "ro", "sync", "async", "no_subtree_check", "sec=krb5:krb5p", "sec=sys", "fsid=7",
            "anonuid=65534", "mp",
            "crossmnt", "no_root_squash", "refer=/a@b",
        ]
        let grants = clients.shuffled(using: &random).prefix(random.number(1...3)).map { client in
            let chosen = options.shuffled(using: &random).prefix(random.number(0...5))
            return ExportLine.Grant(client: client, options: Array(chosen))
        }
        return try ExportLine(path: path, grants: grants)
    }
}
