import Foundation

/// A corpus in the resources of this module, with one JSON object per line.
enum CorpusFile {
    static func lines(of name: String) throws -> [Data] {
        guard let url = Bundle.module.url(forResource: "Corpus/\(name)", withExtension: "jsonl") else {
            throw CocoaError(.fileNoSuchFile)
        }
        return try Data(contentsOf: url).split(separator: UInt8(ascii: "\n")).map { Data($0) }
    }
}
