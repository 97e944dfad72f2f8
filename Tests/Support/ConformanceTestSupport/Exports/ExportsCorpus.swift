public import Foundation

/// The cases that were observed with exportfs, one JSON object a line.
public enum ExportsCorpus {
    /// Every case; none where the corpus cannot be read, which its own test tells.
    ///
    /// First those that were thought of, then some about who is served, then those that a fuzz run once found
    /// different.
    public static let cases = (try? ["exports", "exports-serving", "exports-found"].flatMap(load)) ?? []

    private static func load(_ name: String) throws -> [ExportsCase] {
        try CorpusFile.lines(of: name).map(read)
    }

    /// Reads one line of a corpus.
    public static func read(_ line: Data) throws -> ExportsCase {
        guard let fields = try object(Array(line)) else { throw CocoaError(.coderReadCorrupt) }
        return ExportsCase(fields)
    }

    /// Reads a JSON object in which bytes may stand as lone surrogates; nil where it is none.
    public static func object(_ json: [UInt8]) throws -> [String: Any]? {
        try JSONSerialization.jsonObject(with: Data(withoutLoneSurrogates(json[...]))) as? [String: Any]
    }

    /// The bytes of a text in such an object.
    public static func bytes(_ text: String) -> [UInt8] { ExportsCase.bytes(text) }

    /// Bytes that are no UTF-8 stand as lone surrogates in the corpus, which no JSON reader here takes:
    /// they move to the private use area, from where `bytes` takes them back.
    private static func withoutLoneSurrogates(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var line = Array(line)
        let marker = Array("\\udc".utf8)
        var index = 0
        var afterHighSurrogate = -1
        while index + 6 <= line.count {
            guard line[index] == marker[0] else {
                index += 1
                continue
            }
            if line[index + 1] != marker[1] {
                index += 2
                continue
            }
            if line[index + 2] == UInt8(ascii: "d"), line[index + 3] < UInt8(ascii: "c") {
                afterHighSurrogate = index + 6
            } else if line[index..<(index + 4)].elementsEqual(marker), afterHighSurrogate != index {
                line[index + 2] = UInt8(ascii: "f")
                line[index + 3] = UInt8(ascii: "7")
            }
            index += 6
        }
        return line
    }
}
