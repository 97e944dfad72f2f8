import ConformanceTestSupport
import HostFiles
import MountMaps
import SourceText
import Testing

/// Each fix removes its finding, causes no other, and changes the meaning of the table only where the finding says
/// that the table does not mean what was intended.
@Suite struct ExportsFixTests {
    private static let tables = ExportsCorpus.cases.flatMap(\.tables).map(\.bytes)
        .filter { $0.count < 5_000 }
    /// The rules whose fix must not change any export if exportfs reads the table to its end.
    private static let neutral: Set<String> = ["EXP005", "EXP015", "EXP064"]
    /// The rules whose fix makes exportfs read an entry, with its other mistakes, that it did not read before.
    private static let reviving: Set<String> = ["EXP002", "EXP010"]

    @Test func `fixes every recorded table without causing new errors`() {
        var fixed: [String: Int] = [:]
        for bytes in Self.tables {
            let file = SourceFile(name: "exports", bytes: bytes)
            let before = ExportsDocument(file).diagnostics()
            for finding in before where !finding.fixes.isEmpty {
                fixed[finding.rule.code, default: 0] += 1
                expectOnlyImprovement(finding, before, in: file)
            }
        }
        let codes = ["EXP002", "EXP003", "EXP005", "EXP010", "EXP015", "EXP064", "EXP065"]
        #expect(Set(codes).isSubset(of: fixed.keys), "\(fixed)")
    }

    private func expectOnlyImprovement(_ finding: Diagnostic, _ before: [Diagnostic], in file: SourceFile) {
        let text = String(decoding: file.bytes, as: UTF8.self)
        let (result, count) = file.applyingFixes(of: [finding])
        let after = ExportsDocument(result).diagnostics()
        let code = finding.rule.code
        #expect(count == 1)
        #expect(
            after.count { $0.rule.code == code } < before.count { $0.rule.code == code },
            "\(code) stays in \(text)"
        )
        let errors = Set(after.filter { $0.severity == .error }.map(\.rule.code))
        let known = Set(before.filter { $0.severity == .error }.map(\.rule.code))
        if !Self.reviving.contains(code) {
            #expect(errors.subtracting(known) == [], "\(code) in \(text)")
        }
        if Self.neutral.contains(code), ExportsDocument(file).readingEnd == nil {
            #expect(exports(of: result) == exports(of: file), "\(code) in \(text)")
        }
    }

    private func exports(of file: SourceFile) -> [[UInt8]] {
        ExportsTable([ExportsDocument(file)], in: TextOnly()).exports.map { $0.etabLine() }
    }

    @Test(arguments: [
        ("/h *(rw)\n", "/h *(rw,no_subtree_check)\n"), ("/h *()\n", "/h *(no_subtree_check)\n"),
        ("/h *(ro,) b(rw)\n", "/h *(ro,no_subtree_check) b(rw,no_subtree_check)\n"),
        ("/h a(ro,subtree_check) b(ro)\n", "/h a(ro,subtree_check) b(ro,no_subtree_check)\n"),
        ("/h a(ro) b\n", "/h a(ro) b\n"), ("/h -ro a b(rw)\n", "/h -ro a b(rw)\n"),
        ("/h \"a b\"(ro)\n", "/h \"a b\"(ro)\n"),
    ])
    func `adds no_subtree_check to client lists that lack it`(text: String, fixed: String) {
        let file = SourceFile(name: "exports", text: text)
        let found = ExportsDocument(file).diagnostics().filter { $0.rule.code == "EXP015" }
        #expect(String(decoding: file.applyingFixes(of: found).file.bytes, as: UTF8.self) == fixed)
    }
}

/// A machine where every path is a directory and every name resolves.
private struct TextOnly: ExportsEnvironment {
    func target(of path: [UInt8]) -> ExportTarget { .directory(path) }

    func host(named name: [UInt8]) -> ResolvedHost? {
        ResolvedHost(name: name, addresses: [.v6(1, name.reduce(0) { $0 &* 31 &+ UInt64($1) }, zone: [])])
    }
}
