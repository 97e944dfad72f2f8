public import MountMaps
import SourceText
public import SystemFiles

/// The result of `exportfs -ra` with the tables of a machine, and what a client gets from it.
public struct ExportsSurvey: Sendable {
    /// The answers for one address of a machine.
    public struct Visit: Sendable {
        /// The machine.
        public let visitor: ExportsVisitor
        /// The answers for the paths, in reading order.
        public let answers: [PathAnswer]
        /// What the machine sees as `/` with NFSv4.
        public let nfs4Root: NFS4Root
    }

    /// The tables.
    public let files: ExportsFiles
    /// The effective exports.
    public let table: ExportsTable
    /// The flags that may differ between flavors.
    public let perFlavor: ExportFlags
    /// The answers for the client, one for each address; nil if no client was given.
    public let visits: [Visit]?
    private let tableStatus: Int
    private let lineTables: [LineTable]

    /// Reads the tables below a root and evaluates them for a client, on a thread that may wait.
    ///
    /// As in exportfs, paths are relative to the working directory if that is below the root; otherwise to the root.
    ///
    /// - Parameters:
    ///   - root: The directory to use as `/`.
    ///   - client: The client to evaluate the tables for.
    ///   - path: The path to look up; nil for every exported path.
    /// - Returns: The result.
    /// - Throws: `FileError` if a file cannot be read, ``HostNamesFailure`` if names cannot be resolved.
    public static func read(
        below root: RootDirectory,
        client: ExportsClient? = nil,
        path: [UInt8]? = nil
    ) async throws -> ExportsSurvey {
        try await blocking { try ExportsSurvey(root, client, path) }
    }

    private init(
        _ root: RootDirectory,
        _ client: ExportsClient?,
        _ path: [UInt8]?
    ) throws {
        let environment = try SystemExportsEnvironment(
            root: root,
            workingDirectory: try root.workingDirectory() ?? [UInt8(ascii: "/")]
        )
        let flags = ExportFlags.perFlavor(below: root)
        files = ExportsFiles(below: root)
        if let failure = files.failures.first { throw failure.error }
        perFlavor = flags
        lineTables = files.sources.map { LineTable($0.bytes) }
        table = ExportsTable(files.sources.map { ExportsDocument($0, perFlavor: flags) }, in: environment)
        tableStatus = table.exitStatus(awaiting: environment.mayAppear)
        if let client {
            let served = ServedExports(table, perFlavor: flags, in: environment)
            visits = try client.addresses(below: root, environment).map { address in
                Self.visit(environment.visitor(from: address), to: served, path, environment)
            }
        } else {
            visits = nil
        }
        if let failure = environment.nameFailure { throw failure }
        if let failure = environment.pathFailure { throw failure }
    }

    private static func visit(
        _ visitor: ExportsVisitor,
        to served: ServedExports,
        _ path: [UInt8]?,
        _ environment: SystemExportsEnvironment
    ) -> Visit {
        let answers =
            path.map { [served.answer(at: $0, for: visitor, isMountPoint: environment.isMountPoint)] }
            ?? served.answers(for: visitor, isMountPoint: environment.isMountPoint)
        return Visit(visitor: visitor, answers: answers, nfs4Root: served.nfs4Root(for: visitor))
    }

    /// The exit status of `exportfs -ra`, which is also 1 if it cannot open a file.
    ///
    /// A directory that appears once the file system of `mountpoint=` is mounted is not missing, unless it is known that
    /// nothing is mounted.
    public var exitStatus: Int {
        tableStatus == 0 && !files.missing.isEmpty ? 1 : tableStatus
    }

    /// Whether the client is served any path; nil if no client was given.
    public var servesClient: Bool? {
        visits.map { $0.contains { visit in visit.answers.contains { $0.winner != nil } } }
    }

    /// Whether no path is known to be served to the client, but it cannot be predicted for some path.
    public var isUnclear: Bool {
        guard servesClient == false, let visits else { return false }
        return visits.contains { $0.answers.contains(where: \.isUnknown) }
    }

    /// The file name and line, counted from 1, of a place in the tables.
    public func position(of place: ExportsTable.Place) -> (file: String, line: Int) {
        let document = table.documents[place.document]
        let word = document.entries[place.entry].items[place.item].word
        return (document.source.name, lineTables[place.document].position(of: word.range.lowerBound).line)
    }
}
