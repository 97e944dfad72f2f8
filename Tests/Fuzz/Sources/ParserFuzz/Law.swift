import Foundation
import SourceText

/// A law that some bytes break; libFuzzer keeps the bytes that end the program.
func broken(_ law: String) -> Never {
    fatalError("broken law: \(law)")
}

/// Ends the program where a law does not hold.
func require(_ holds: Bool, _ law: @autoclosure () -> String) {
    if !holds { broken(law()) }
}

/// What must hold for a document and its findings, whatever the format.
enum Law {
    /// No fix makes way for a new one forever: so many rounds mend every text that is no test of patience.
    private static let rounds = 60

    /// Findings lie inside the file, can be shown, and their fixes apply and come to an end.
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
