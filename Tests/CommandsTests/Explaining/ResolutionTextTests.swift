import Foundation
import Testing

/// The text that `resolve --explain` prints.
@Suite struct ResolutionTextTests {
    @Test(arguments: ExplainedCase.keys + ExplainedCase.mounts)
    func `explains a successful resolution step by step`(
        _ explained: ExplainedCase
    )
        async throws
    {
        let result = try await run(explained)
        #expect(result.output == explained.text)
        #expect(result.status == 0)
    }

    @Test(arguments: ExplainedCase.failures) func `explains a failure and says what to change`(
        _ explained: ExplainedCase
    ) async throws {
        let result = try await run(explained)
        #expect(result.output == explained.text)
        #expect(result.status == explained.status)
    }

    private func run(_ explained: ExplainedCase) async throws -> Autohome.Result {
        var results: [Autohome.Result] = []
        try await TemporaryRoot.with(explained.files) { root in
            for name in explained.files.keys where name.hasSuffix(".prog") {
                let permissions = [FileAttributeKey.posixPermissions: 0o755]
                try FileManager.default.setAttributes(permissions, ofItemAtPath: "\(root.path)/\(name)")
            }
            let arguments = explained.arguments.map { $0.hasSuffix(".json") ? "\(root.path)/\($0)" : $0 }
            let command = ["resolve", explained.path, "--explain", "--root", root.path]
            results.append(try await Autohome.run(command + arguments))
        }
        return try #require(results.first)
    }
}
