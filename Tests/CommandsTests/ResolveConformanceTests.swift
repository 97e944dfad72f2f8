import AutomountResolver
import ConformanceTestSupport
import Foundation
import Testing

@Suite struct `The command resolve conforms to automount of autofs 5.1.8 and 5.1.9` {
    private static let cases = Result { try AutomountCommandCase.all() }
    private static let shards = 6

    /// Splits the cases into shards that run in parallel; the cases of a shard run in turn.
    @Test(arguments: 0..<shards)
    func `resolves below a root every recorded lookup as automount did`(shard: Int) async throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("resolve-\(UUID().uuidString.prefix(8))").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var count = 0
        for (index, observed) in try Self.cases.get().enumerated() where index % Self.shards == shard {
            let place = "\(directory)/\(index)"
            try observed.materialise(below: place + "/root")
            let arguments = try observed.arguments(root: place + "/root", facts: place + "/facts.json")
            let result = try await Autohome.run(arguments)
            let name = observed.observed.id
            do {
                let resolution = try JSONDecoder().decode(Resolution.self, from: Data(result.output.utf8))
                #expect(observed.observed.difference(of: resolution) == nil)
                let isAnswered = resolution.failure == nil && !resolution.mounts.isEmpty
                // A server that does not answer is one that cannot be looked at, unless automount cannot ask it either.
                let statuses: [Int32] =
                    isAnswered ? [0] : resolution.failure?.isUnknown == true ? [1, 2] : [1]
                #expect(statuses.contains(result.status), "\(name): \(result.error)")
            } catch {
                Issue.record("\(name): \(error) \(result)")
            }
            count += 1
        }
        #expect(count > 300)
    }
}
