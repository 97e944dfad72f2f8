public import Foundation

/// The recorded runs of exportfs, one JSON object per line.
public enum ExportsCorpus {
    /// Every case; empty if the corpus cannot be read, which a separate test detects.
    ///
    /// First those written by hand, then some about rpc.mountd, then those once found by fuzzing.
    public static let cases = (try? ["exports", "exports-serving", "exports-found"].flatMap(load)) ?? []

    private static func load(_ name: String) throws -> [ExportsCase] {
        try CorpusFile.lines(of: name).map(read)
    }

    /// Reads one line of a corpus.
    public static func read(_ line: Data) throws -> ExportsCase {
        guard let fields = try object(Array(line)) else { throw CocoaError(.coderReadCorrupt) }
        return ExportsCase(fields)
    }

    /// Reads a JSON object in which lone surrogates encode bytes; nil if the JSON is not an object.
    public static func object(_ json: [UInt8]) throws -> [String: Any]? {
        try JSONSerialization.jsonObject(with: Data(withoutLoneSurrogates(json[...]))) as? [String: Any]
    }

    /// The bytes of a text in such an object.
    public static func bytes(_ text: String) -> [UInt8] { ExportsCase.bytes(text) }

    /// A line of JSON with its lone surrogates moved to the private use area.
    ///
    /// The corpus encodes bytes that are not UTF-8 as lone surrogates, which Foundation's JSON reader rejects; `bytes`
    /// converts the moved ones back.
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
