import Foundation

/// The parts of a SARIF log that refer to each other.
struct SARIFDocument: Decodable {
    struct Run: Decodable {
        let tool: Tool
        let originalUriBaseIds: [String: Base]
        let artifacts: [Artifact]
        let results: [Result]
    }

    struct Tool: Decodable {
        let driver: Driver
    }

    struct Driver: Decodable {
        let rules: [Rule]
    }

    struct Rule: Decodable {
        let id: String
    }

    struct Base: Decodable {
        let uri: String
    }

    struct Artifact: Decodable {
        let location: ArtifactLocation
        let length: Int
    }

    struct ArtifactLocation: Decodable {
        let uri: String
        let uriBaseId: String?
        let index: Int?
    }

    struct Result: Decodable {
        let ruleId: String
        let ruleIndex: Int
        let locations: [Location]
        let fixes: [Fix]
    }

    struct Location: Decodable {
        let physicalLocation: PhysicalLocation
    }

    struct PhysicalLocation: Decodable {
        let artifactLocation: ArtifactLocation
        let region: Region
    }

    struct Region: Decodable {
        let startLine: Int
        let startColumn: Int
        let endLine: Int
        let endColumn: Int
        let byteOffset: Int
        let byteLength: Int
    }

    struct Fix: Decodable {
        let artifactChanges: [Change]
    }

    struct Change: Decodable {
        let artifactLocation: ArtifactLocation
        let replacements: [Replacement]
    }

    struct Replacement: Decodable {
        let deletedRegion: Region
        let insertedContent: Content
    }

    struct Content: Decodable {
        let text: String
    }

    let runs: [Run]

    /// Reads a log.
    init(_ text: String) throws {
        self = try JSONDecoder().decode(SARIFDocument.self, from: Data(text.utf8))
    }
}
