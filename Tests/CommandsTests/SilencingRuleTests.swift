import Foundation
import Testing

/// The rules about silencing comments, as `explain` describes them.
@Suite struct SilencingRuleTests {
    @Test(arguments: ["CHK001", "CHK002", "CHK003", "CHK004"])
    func `finds each silencing rule in its example and not in the corrected text`(code: String) async throws {
        let page = try await Autohome.run(["explain", code, "--format", "json"]).json()
        let rule = try #require((page["rules"] as? [[String: Any]])?.first)
        for (key, isFound) in [("example", true), ("corrected", false)] {
            let text = try #require(rule[key] as? String)
            try await TemporaryRoot.with(["etc/exports": text]) { root in
                let result = try await root.check()
                #expect(result.output.contains("[\(code) ") == isFound, "\(result)")
            }
        }
    }
}
