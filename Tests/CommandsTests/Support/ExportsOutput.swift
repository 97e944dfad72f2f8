import ConformanceTestSupport
import Foundation
import Testing

/// The output of `autohome exports --format json`, decoded to bytes.
struct ExportsOutput {
    struct Export: Hashable {
        let path: [UInt8]
        let client: [UInt8]
        let options: [[UInt8]]

        init(_ sample: (path: [UInt8], client: [UInt8], options: [[UInt8]])) {
            (path, client, options) = sample
        }

        fileprivate init(_ fields: [String: Any]) {
            path = ExportsCorpus.bytes(fields["path"] as? String ?? "")
            client = ExportsCorpus.bytes(fields["client"] as? String ?? "")
            options = (fields["options"] as? [String] ?? []).map(ExportsCorpus.bytes)
        }
    }

    let exports: [Export]
    let serves: [Export]
    let exitStatus: Int

    init(_ text: String) throws {
        let fields = try #require(try ExportsCorpus.object(Array(text.utf8)))
        exports = (fields["exports"] as? [[String: Any]] ?? []).map(Export.init)
        serves = (fields["serves"] as? [[String: Any]] ?? []).map(Export.init)
        exitStatus = try #require(fields["exitStatus"] as? Int)
    }
}
