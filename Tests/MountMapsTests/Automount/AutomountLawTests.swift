import MountMaps
import RandomTestSupport
import SourceText
import Testing

/// Laws that hold for every sequence of bytes as a map.
@Suite struct AutomountLawTests {
    private static func checkLaws(_ bytes: [UInt8], _ comment: Comment) {
        let file = SourceFile(name: "map", bytes: bytes)
        let map = AutomountMapDocument(file)
        #expect(map.file.bytes == bytes, comment)
        var end = 0
        for entry in map.entries {
            #expect(entry.range.lowerBound >= end && entry.range.upperBound <= bytes.count, comment)
            end = entry.range.upperBound
            if let range = entry.keyRange {
                #expect(Array(bytes[range]) == Array(map.key(of: entry)), comment)
            }
            if let range = entry.valueRange {
                #expect(Array(bytes[range]) == Array(map.value(of: entry)), comment)
                #expect(range.upperBound <= entry.range.upperBound, comment)
            }
            guard let name = map.name(of: entry) else { continue }
            #expect(map.position(ofName: name).map { map.name(of: map.entries[$0]) } == name, comment)
        }
        for dropped in map.droppedLines {
            #expect(
                0...bytes.count ~= dropped.range.lowerBound && dropped.range.upperBound <= bytes.count,
                comment
            )
        }
        for use in [AutomountMapUse.indirect, .direct] {
            for finding in map.diagnostics(use: use) {
                #expect(finding.range.upperBound <= bytes.count, comment)
            }
        }
        let master = MasterMapDocument(file)
        #expect(master.file.bytes == bytes, comment)
        for finding in master.diagnostics() { #expect(finding.range.upperBound <= bytes.count, comment) }
    }

    @Test func `keeps bytes and ranges of every map in the corpus`() throws {
        for (number, bytes) in try MapCorpus.texts().enumerated() { Self.checkLaws(bytes, "text \(number)") }
    }

    @Test(arguments: [1, 2, 3]) func `keeps bytes and ranges of random maps`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("ab/*+# \t\n\n\r\\\\\"\"&$:-,={}0\u{0}é".utf8)
        for number in 0..<400 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            Self.checkLaws(
                bytes,
                "seed \(seed), text \(number): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
            )
        }
    }

    @Test func `keeps bytes and ranges of corpus maps with one changed byte`() throws {
        var random = SeededGenerator(seed: 7)
        for (number, text) in try MapCorpus.texts().enumerated() where !text.isEmpty && text.count < 2_000 {
            var bytes = text
            let position = Int.random(in: 0..<bytes.count, using: &random)
            bytes[position] = UInt8.random(in: 0...255, using: &random)
            Self.checkLaws(bytes, "text \(number), byte \(position)")
        }
    }
}
