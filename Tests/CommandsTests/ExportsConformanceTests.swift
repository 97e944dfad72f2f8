import ConformanceTestSupport
import Foundation
import MountMaps
import SourceText
import Testing

@Suite struct `The command exports conforms to exportfs and rpc.mountd of nfs-utils 2.6.2` {
    private static let cases = ExportsCorpus.cases.filter { $0.readsTablesAlone && $0.isReadBackByLines }
    private static let shards = 6

    /// Splits the cases into shards that run in parallel; the cases of a shard run in turn.
    @Test(arguments: 0..<shards)
    func `exports below a root what the daemons exported in every recorded case`(shard: Int) async throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("exports-\(UUID().uuidString.prefix(8))").path
        let outcome: Result<Int, any Error>
        do {
            outcome = .success(try await checkAll(of: shard, below: directory))
        } catch {
            outcome = .failure(error)
        }
        // FileManager cannot remove files whose names are not UTF-8.
        #expect(try await Autohome.run(command: ["rm", "-rf", directory]).status == 0)
        #expect(try outcome.get() > 150)
    }

    private func checkAll(of shard: Int, below directory: String) async throws -> Int {
        var count = 0
        for (index, observed) in Self.cases.enumerated() where index % Self.shards == shard {
            let root = "\(directory)/\(index)"
            try observed.materialise(below: root)
            try await check(observed, below: root)
            count += 1
        }
        return count
    }

    private func check(_ observed: ExportsCase, below root: String) async throws {
        let result = try await run(observed, below: root)
        let output = try ExportsOutput(result.output)
        let status = observed.exitStatus
        #expect(output.exitStatus == status, "\(observed.id)")
        #expect(result.status == (status == 0 ? 0 : 1), "\(observed.id): \(result.error)")
        if observed.etab == nil {
            #expect(output.exports.count == observed.exportsCount, "\(observed.id)")
            for sample in observed.exportsSample {
                #expect(output.exports.contains(.init(sample)), "\(observed.id)")
            }
        } else {
            let expected = Set(observed.exportsSample.map(ExportsOutput.Export.init))
            #expect(Set(output.exports) == expected, "\(observed.id)")
            #expect(output.exports.count == observed.exportsCount, "\(observed.id)")
        }
        for query in observed.queries { try await check(query, of: observed, below: root) }
    }

    private func check(_ query: ExportsQuery, of observed: ExportsCase, below root: String) async throws {
        let address = String(decoding: query.address, as: UTF8.self)
        let path = String(decoding: query.path, as: UTF8.self)
        let name = "\(observed.id): \(address) \(path)"
        let result = try await run(observed, below: root, ["--client", address, "--path", path])
        let served = try ExportsOutput(result.output).serves
        let isServed = query.isGranted && !query.isPseudoRoot
        #expect(served.map(\.path) == (isServed ? [query.path] : []), "\(name)")
        #expect(result.status == (isServed && observed.exitStatus == 0 ? 0 : 1), "\(name)")
        guard let entry = served.first else { return }
        let list = entry.options.joined(separator: Array(",".utf8))
        let line = SourceFile(name: "etab", bytes: Array("/x *(".utf8) + list + Array(")\n".utf8))
        let options = ExportsDocument(line, perFlavor: .perFlavorWithNFSD).entries.first?.clients.first?
            .options
        #expect(options?.flags.rawValue == query.flags, "\(name)")
        #expect(options?.anonymousUID == query.anonymousUID, "\(name)")
        if !query.clients.isEmpty { #expect(query.clients.contains(entry.client), "\(name)") }
    }

    /// Runs the command in the working directory and with the mounts that exportfs had.
    private func run(
        _ observed: ExportsCase,
        below root: String,
        _ arguments: [String] = []
    ) async throws -> Autohome.Result {
        let directory = String(decoding: observed.workingDirectory, as: UTF8.self)
        let place = directory == "/" ? [] : ["env", "-C", root + directory]
        let command = place + [Autohome.path, "exports", "--root", root, "--format", "json"] + arguments
        guard !observed.mountPoints.isEmpty else { return try await Autohome.run(command: command) }
        let mounts = observed.mountPoints.map { point in
            "mount -t tmpfs none '\(root)\(String(decoding: point, as: UTF8.self))' && "
        }
        let script = mounts.joined() + "exec \"$@\""
        return try await Autohome.run(command: ["unshare", "-rm", "sh", "-c", script, "sh"] + command)
    }
}
