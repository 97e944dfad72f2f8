import AutomountResolver
import Foundation
import Testing

/// A case observed with automount 5.1.8: files, a path, and what the daemon did.
struct CorpusCase: Decodable {
    struct Environment: Decodable {
        let user: User?
        let host: String?
        let userRecord: ResolverFacts.User?
        let uname: ResolverFacts.SystemName?
        let hosts: [String: HostAddresses]?
        let servers: [String: Server]?
        let mountFails: [String]?
        let daemonEnvironment: [String: String]?
    }

    /// One address or several.
    struct HostAddresses: Decodable {
        let addresses: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                addresses = [one]
            } else {
                addresses = try container.decode([String].self)
            }
        }
    }

    /// A login name or a user number.
    struct User: Decodable {
        let name: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let name = try? container.decode(String.self) {
                self.name = name
            } else {
                name = String(try container.decode(Int.self))
            }
        }
    }

    struct Server: Decodable {
        let delayMS: Int?
        let versions: [Int]?
        let down: Bool?
        let exports: [String]?

        enum CodingKeys: String, CodingKey {
            case delayMS = "delay_ms"
            case versions
            case down
            case exports
        }

        init(from decoder: any Decoder) throws {
            if let word = try? decoder.singleValueContainer().decode(String.self) {
                (delayMS, versions, exports, down) = (nil, nil, nil, word == "down")
                return
            }
            let container = try decoder.container(keyedBy: CodingKeys.self)
            delayMS = try container.decodeIfPresent(Int.self, forKey: .delayMS)
            versions = try container.decodeIfPresent([Int].self, forKey: .versions)
            down = try? container.decodeIfPresent(Bool.self, forKey: .down)
            exports = try container.decodeIfPresent([String].self, forKey: .exports)
        }
    }

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
    let environment: Environment?
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
