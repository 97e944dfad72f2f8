import Foundation
import SourceText

/// Ends the program because a law is broken; libFuzzer then stores the input.
func broken(_ law: String) -> Never {
    fatalError("broken law: \(law)")
}

/// Ends the program if a law does not hold.
func require(_ holds: Bool, _ law: @autoclosure () -> String) {
    if !holds { broken(law()) }
}

/// The laws for a document and its findings in any format.
enum Law {
    /// The limit on rounds of fixes; only large files may need more.
    private static let rounds = 60

    /// Checks that findings lie inside the file and can be printed, and that applying their fixes terminates.
    static func check(_ file: SourceFile, findings: (SourceFile) -> [Diagnostic]) {
        var file = file
        var first = findings(file)
        show(file, first)
        var seen: Set<[UInt8]> = []
        for _ in 0..<rounds {
            let edits = first.compactMap(\.fixes.first).flatMap(\.edits)
            for edit in edits {
                let isInside = edit.range.lowerBound >= 0 && edit.range.upperBound <= file.bytes.count
                require(isInside, "an edit lies inside the file")
            }
            guard !edits.isEmpty else { return }
            require(seen.insert(file.bytes).inserted, "fixes do not go in circles")
            file = file.applying(edits).file
            first = findings(file)
        }
        require(file.bytes.count > 400, "fixes come to an end")
    }

    private static func show(_ file: SourceFile, _ findings: [Diagnostic]) {
        for finding in findings {
            let isInside = finding.range.lowerBound >= 0 && finding.range.upperBound <= file.bytes.count
            require(isInside, "a finding lies inside the file")
        }
        let report = Report(file: file, diagnostics: findings)
        let tool = SARIFLog.Tool(name: "fuzz", version: "1", rules: Array(Set(findings.map(\.rule))))
        let log = SARIFLog(
            of: [report],
            by: tool,
            places: ArtifactPlaces(root: "/", workingDirectory: "/")
        )
        require((try? JSONEncoder().encode(log)) != nil, "every finding can be written as SARIF")
        let text = TextRenderer(style: .plain).text(of: report)
        require(text.isEmpty == findings.isEmpty, "every finding can be shown")
        let isReadable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }
        require(isReadable, "nothing of the file reaches a terminal unescaped")
    }
}
