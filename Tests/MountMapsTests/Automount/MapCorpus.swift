import Foundation
import Testing

/// Maps and master maps that were recorded with automount 5.1.8.
enum MapCorpus {
    private struct Line: Decodable {
        let text: String?
        let base64: String?
    }

    static func texts() throws -> [[UInt8]] {
        let url = try #require(Bundle.module.url(forResource: "Corpus/automount", withExtension: "jsonl"))
        let decoder = JSONDecoder()
        return try Data(contentsOf: url).split(separator: UInt8(ascii: "\n")).map { line in
            let decoded = try decoder.decode(Line.self, from: line)
            if let text = decoded.text { return Array(text.utf8) }
            return Array(try #require(Data(base64Encoded: decoded.base64 ?? "")))
        }
    }
}
