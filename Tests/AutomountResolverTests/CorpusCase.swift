import AutomountResolver
import Foundation
import Testing

/// A case observed with automount 5.1.8: files, a path, and what the daemon did.
struct CorpusCase: Decodable {
    /// What mount(8) was called with.
    struct ObservedMount: Decodable {
        let mountPoint: String?
        let type: String?
        let options: [String]?
        let source: String?
        let sourceHex: String?
        let mountPointHex: String?
        let fsck: [String]?
    }

    struct Link: Decodable {
        let path: String
        let target: String
    }

    struct Expectation: Decodable {
        let mounts: [ObservedMount]?
        let failedMounts: [ObservedMount]?
        let symlinks: [Link]?
        let error: String?
    }

    struct Ignored: Decodable {}

    let id: String
    let category: String
    let files: [String: String]
    let filesBase64: [String: String]?
    let modes: [String: String]?
    let defines: [String: String]?
    let arguments: [String]?
    let path: String?
    let operation: String?
    let steps: [Ignored]?
    let ldif: String?
    let environment: ResolverFacts?
    let expect: Expectation

    /// The cases of the corpus: those that were thought of, and those that chance made.
    static func all() throws -> [CorpusCase] {
        let decoder = JSONDecoder()
        return try ["automount", "automount-more"].flatMap { name in
            let url = try #require(Bundle.module.url(forResource: "Corpus/\(name)", withExtension: "jsonl"))
            return try Data(contentsOf: url).split(separator: UInt8(ascii: "\n")).map {
                try decoder.decode(CorpusCase.self, from: $0)
            }
        }
    }
}
