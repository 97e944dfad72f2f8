import AutomountResolver
import Foundation
import Testing

/// Compares the resolver with automount 5.1.8 as observed, case by case.
@Suite struct CorpusTests {
    /// What the resolver does not take on: time and state, LDAP, listings of directories, and programs that
    /// look at their own process.
    private static func isCovered(_ observed: CorpusCase) -> Bool {
        let programs = observed.files.values.filter { $0.hasPrefix("#!") }
        let looksAtProcess = programs.contains { $0.contains("pwd") || $0.contains("env |") }
        return observed.steps == nil && observed.ldif == nil && observed.operation == nil
            && observed.path != nil && !looksAtProcess
    }

    @Test func `every covered case of the corpus comes out as automount did it`() throws {
        let cases = try CorpusCase.all()
        var compared: [String: Int] = [:]
        var differences: [String] = []
        for observed in cases where Self.isCovered(observed) {
            compared[observed.category, default: 0] += 1
            if let difference = Self.difference(observed) { differences.append(difference) }
        }
        let counts = compared.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let total = compared.values.reduce(0, +)
        print("compared \(total) of \(cases.count) cases: \(counts.joined(separator: ", "))")
        #expect(differences.isEmpty, "\(differences.count) differ:\n\(differences.joined(separator: "\n"))")
        #expect(total > 1_000)
    }

    private static func difference(_ observed: CorpusCase) -> String? {
        guard let path = observed.path else { return nil }
        var resolver = Resolver(source: CorpusClient(observed), facts: ResolverFacts(observed))
        let resolution = resolver.resolve(path)
        let ours = resolution.mounts.map(describe)
        let links = (observed.expect.symlinks ?? []).map { "symlink \($0.target) [] \($0.path)" }
        let theirs = (observed.expect.mounts ?? []).compactMap(describe) + links
        let failed = resolution.failedMounts.map(describe)
        let theirFailed = (observed.expect.failedMounts ?? []).compactMap(describe)
        let refuses = resolution.failure.map { $0.code != .noKey } ?? false
        guard ours != theirs || failed != theirFailed || refuses != (observed.expect.error != nil) else {
            return nil
        }
        return """
            \(observed.id): \(observed.files["/etc/auto.home"] ?? "") \(path)
              observed \(theirs) failed \(theirFailed) \(observed.expect.error ?? "")
              resolved \(ours) failed \(failed) \(resolution.failure.map { "\($0.code.rawValue): \($0.message)" } ?? "")
            """
    }

    private static func describe(_ mount: Mount) -> String {
        "\(mount.type) \(mount.source) \(mount.options) \(mount.mountPoint)"
    }

    private static func describe(_ mount: CorpusCase.ObservedMount) -> String? {
        guard mount.fsck == nil else { return nil }
        return "\(mount.type ?? "") \(mount.source ?? "") \(mount.options ?? []) \(mount.mountPoint ?? "")"
    }
}
