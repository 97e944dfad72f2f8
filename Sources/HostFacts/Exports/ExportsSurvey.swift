public import MountMaps
import SourceText
public import SystemFiles

/// What `exportfs -ra` makes of the tables of a machine, and what a client gets of it.
public struct ExportsSurvey: Sendable {
    /// What one machine is told from one of its addresses.
    public struct Visit: Sendable {
        /// The machine.
        public let visitor: ExportsVisitor
        /// What becomes of the paths, in the order in which they were read.
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
    /// What the client is told, an address each; nil where none was asked for.
    public let visits: [Visit]?
    private let lineTables: [LineTable]

    /// Reads the tables below a root and asks for a client, on a thread that may wait.
    ///
    /// Relative paths begin, as for exportfs, at the working directory, where that is below the root; else at the root.
    ///
    /// - Parameters:
    ///   - root: The directory that stands for `/`.
    ///   - client: Whose view is asked for.
    ///   - path: The one path that is asked for; every exported one where nil.
    /// - Returns: What was found.
    /// - Throws: `FileError` where something cannot be read, ``HostNamesFailure`` where names cannot be resolved.
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

    /// What `exportfs -ra` returns: 1 also where it cannot open a file.
    public var exitStatus: Int {
        table.exitStatus == 0 && !files.missing.isEmpty ? 1 : table.exitStatus
    }

    /// Whether the client is served anything; nil where none was asked for.
    public var servesClient: Bool? {
        visits.map { $0.contains { visit in visit.answers.contains { $0.winner != nil } } }
    }

    /// The line of a place in the tables, from 1, with the name of its file.
    public func position(of place: ExportsTable.Place) -> (file: String, line: Int) {
        let document = table.documents[place.document]
        let word = document.entries[place.entry].items[place.item].word
        return (document.source.name, lineTables[place.document].position(of: word.range.lowerBound).line)
    }
}
