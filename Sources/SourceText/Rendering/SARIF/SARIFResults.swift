/// The findings of one report as results.
struct SARIFResults {
    private(set) var results: [SARIFResult] = []

    init(of report: Report, at location: SARIFArtifactLocation, ruleIndexes: [String: Int]) {
        var findings = report.diagnostics.map { ($0, [SARIFSuppression]()) }
        findings += report.silenced.map { ($0.diagnostic, [SARIFSuppression($0)]) }
        let regions = SARIFRegions(of: findings.map(\.0), in: report.file)
        var fingerprints = FindingFingerprints(of: report.file)
        for (diagnostic, suppressions) in findings {
            results.append(
                SARIFResult(
                    ruleId: diagnostic.rule.code,
                    ruleIndex: ruleIndexes[diagnostic.rule.code],
                    level: diagnostic.severity,
                    message: SARIFMessage("\(diagnostic.message) \(diagnostic.help)"),
                    locations: [
                        SARIFLocation(
                            physicalLocation: SARIFPhysicalLocation(
                                artifactLocation: location,
                                region: regions.region(of: diagnostic.range)
                            )
                        )
                    ],
                    partialFingerprints: [
                        FindingFingerprints.name: fingerprints.fingerprint(of: diagnostic)
                    ],
                    suppressions: suppressions,
                    fixes: diagnostic.fixes.compactMap { SARIFFix($0, at: location, regions) }
                )
            )
        }
    }
}

/// A finding.
struct SARIFResult: Sendable, Encodable {
    let ruleId: String
    let ruleIndex: Int?
    let level: Severity
    let message: SARIFMessage
    let locations: [SARIFLocation]
    let partialFingerprints: [String: String]
    /// Empty for a finding that is not silenced; the presence of the list shows that silencing was evaluated.
    let suppressions: [SARIFSuppression]
    let fixes: [SARIFFix]
}

/// Why a finding is silenced.
struct SARIFSuppression: Sendable, Encodable {
    let kind: String
    let status = "accepted"
    let justification: String

    init(_ silenced: SilencedDiagnostic) {
        kind =
            switch silenced.origin {
            case .comment: "inSource"
            case .configuration: "external"
            }
        justification = printable(silenced.reason)
    }
}

/// Edits that fix a finding.
struct SARIFFix: Sendable, Encodable {
    struct Change: Sendable, Encodable {
        let artifactLocation: SARIFArtifactLocation
        let replacements: [Replacement]
    }

    struct Replacement: Sendable, Encodable {
        let deletedRegion: SARIFRegion
        let insertedContent: Content
    }

    struct Content: Sendable, Encodable {
        let text: String
    }

    let description: SARIFMessage
    let artifactChanges: [Change]

    /// Nil for a fix that inserts invalid UTF-8, which the format cannot contain.
    init?(_ fix: Fix, at location: SARIFArtifactLocation, _ regions: SARIFRegions) {
        var replacements: [Replacement] = []
        for edit in fix.edits {
            guard let text = String(validating: edit.replacement, as: UTF8.self) else { return nil }
            replacements.append(
                Replacement(
                    deletedRegion: regions.region(of: edit.range),
                    insertedContent: Content(text: text)
                )
            )
        }
        guard !replacements.isEmpty else { return nil }
        description = SARIFMessage(fix.message)
        artifactChanges = [Change(artifactLocation: location, replacements: replacements)]
    }
}
