/// Reports in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS).
///
/// Code hosting services show them next to the source lines.
///
/// Encoded as JSON, this value is the log. Lines are counted from 1 and columns in Unicode code points; a byte order
/// mark has no column. Byte offsets are those of the file.
public struct SARIFLog: Sendable, Encodable {
    /// The program that made the reports.
    public struct Tool: Sendable {
        /// Its name.
        public let name: String
        /// Its version, such as `0.1.0`.
        public let version: String
        /// All of its rules.
        public let rules: [Rule]

        /// Describes a program.
        public init(name: String, version: String, rules: [Rule]) {
            self.name = name
            self.version = version
            self.rules = rules
        }
    }

    private enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version
        case runs
    }

    private let schema =
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    private let version = "2.1.0"
    private let runs: [SARIFRun]

    /// Makes a log of one run.
    ///
    /// - Parameters:
    ///   - reports: the findings, file by file.
    ///   - tool: the program that made the reports.
    ///   - places: the locations of the files.
    ///   - failures: why some files could not be checked; with any failure, the run is not successful.
    public init(of reports: [Report], by tool: Tool, places: ArtifactPlaces, failures: [String] = []) {
        runs = [SARIFRun(reports, tool, places, failures)]
    }
}

/// A run: the tool, the checked files and the findings.
struct SARIFRun: Sendable, Encodable {
    let tool: SARIFTool
    let columnKind = "unicodeCodePoints"
    let originalUriBaseIds: [String: SARIFArtifactLocation]
    let invocations: [SARIFInvocation]
    let artifacts: [SARIFArtifact]
    let results: [SARIFResult]

    init(_ reports: [Report], _ tool: SARIFLog.Tool, _ places: ArtifactPlaces, _ failures: [String]) {
        let descriptors = tool.rules.map(SARIFDescriptor.init)
        let indexes = Dictionary(
            descriptors.enumerated().map { ($0.element.id, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        self.tool = SARIFTool(driver: SARIFDriver(name: tool.name, version: tool.version, rules: descriptors))
        originalUriBaseIds = places.bases.mapValues { SARIFArtifactLocation(uri: $0) }
        invocations = [SARIFInvocation(failures)]
        artifacts = reports.map { report in
            SARIFArtifact(location: places.location(of: report.file.name), length: report.file.bytes.count)
        }
        results = reports.enumerated().flatMap { index, report in
            let location = places.location(of: report.file.name, index: index)
            return SARIFResults(of: report, at: location, ruleIndexes: indexes).results
        }
    }
}
