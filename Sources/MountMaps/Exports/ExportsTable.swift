public import HostFiles
import SourceText

/// The effective exports of all tables together, and the problems that exportfs reports.
///
/// This is what `exportfs -ra` of nfs-utils 2.6.2 writes to etab (`support/export/export.c: export_read`), given a
/// machine described by ``ExportsEnvironment``.
public struct ExportsTable: Sendable {
    /// The place of a client: the table, the entry and the item.
    public struct Place: Sendable, Hashable {
        /// The index of the document.
        public let document: Int
        /// The index of the entry in the document.
        public let entry: Int
        /// The index of the client among the entry's items.
        public let item: Int
    }

    /// One path exported to one client.
    public struct Export: Sendable, Hashable {
        /// The path, with links resolved if it exists.
        public let path: [UInt8]
        /// The client as in etab: a host by its canonical name, `*` for a list without a name.
        public let client: [UInt8]
        /// The kind of client.
        public let kind: ExportClientKind
        /// The addresses of a host; empty if they are not known, and for any other kind of client.
        public let addresses: [NetworkAddress]
        /// The options.
        public internal(set) var options: ExportOptions
        /// Its place in the tables.
        public let place: Place

        /// The directory that must be a mount point for the export to be served (`mountpoint=`); nil if none must.
        public var requiredMountPoint: [UInt8]? {
            options.mountPoint.map { $0.isEmpty ? path : $0 }
        }

        /// Returns the line of etab for the export, without its LF.
        public func etabLine(perFlavor: ExportFlags = .perFlavor) -> [UInt8] {
            let options = options.etabOptions(perFlavor: perFlavor)
            let list = [UInt8](options.joined(separator: CollectionOfOne(UInt8(ascii: ","))))
            return EtabText.escaped(path) + [.tab] + client + Array("(".utf8) + list + Array(")".utf8)
        }
    }

    /// A problem that exportfs reports, other than the places where reading stops.
    public struct Complaint: Sendable, Hashable {
        /// The kinds of problem.
        public enum Kind: Sendable, Hashable {
            /// No address is known for the host: exportfs warns and leaves the client out.
            case unresolvedHost
            /// The client is not a valid subnet; exportfs leaves it out.
            case invalidSubnet(ExportSubnet.Mistake)
            /// The path is already exported to this client; exportfs ignores the later one.
            case duplicate(of: Place)
            /// The directory does not exist; the export stays.
            case missingDirectory
            /// The path leads to something other than a directory; the export stays.
            case notDirectory
        }

        /// The kind of problem.
        public let kind: Kind
        /// Its place in the tables.
        public let place: Place
    }

    /// The tables.
    public let documents: [ExportsDocument]
    /// The exports, in reading order.
    public private(set) var exports: [Export] = []
    /// The problems, in reading order.
    public private(set) var complaints: [Complaint] = []
    /// The ``exitStatus`` if exportfs aborts and leaves etab unchanged: minus the number of the signal.
    public static let aborted = -6

    /// The exit status of `exportfs -ra`: 0, 1, or ``aborted``.
    public private(set) var exitStatus = 0

    private var clients = KnownClients()
    private var known: [ExportKey: Place] = [:]
    private var targets: [[UInt8]: ExportTarget] = [:]

    /// Evaluates tables, given in the order in which exportfs reads their files.
    public init(_ documents: [ExportsDocument], in environment: some ExportsEnvironment) {
        self.documents = documents
        for (index, document) in documents.enumerated() {
            for (entryIndex, entry) in document.entries.enumerated() {
                add(entry, of: document, Place(document: index, entry: entryIndex, item: 0), environment)
            }
            guard let stop = document.readingEnd else { continue }
            if stop.reason == .abort {
                exports = []
                exitStatus = Self.aborted
                return
            }
            if !stop.reason.isSilent { exitStatus = 1 }
        }
        if complaints.contains(where: { $0.kind != .unresolvedHost }) { exitStatus = 1 }
    }

    /// The exit status if some of the directories that are missing exist once their file systems are mounted.
    ///
    /// - Parameter isAwaited: Whether the directory of an export may appear with a mount.
    /// - Returns: 0, 1, or ``aborted``.
    public func exitStatus(awaiting isAwaited: (Export) -> Bool) -> Int {
        let stops = documents.contains { $0.readingEnd?.reason.isSilent == false }
        guard exitStatus == 1, !stops else { return exitStatus }
        let awaited = Set(exports.lazy.filter(isAwaited).map(\.place))
        let fails = complaints.contains { complaint in
            switch complaint.kind {
            case .unresolvedHost: false
            case .missingDirectory: !awaited.contains(complaint.place)
            case .invalidSubnet, .duplicate, .notDirectory: true
            }
        }
        return fails ? 1 : 0
    }

    private mutating func add(
        _ entry: ExportEntry,
        of document: ExportsDocument,
        _ entryPlace: Place,
        _ environment: some ExportsEnvironment
    ) {
        guard !entry.items.isEmpty else { return }
        let written = Array(document.bytes(of: entry.path))
        for (index, item) in entry.items.enumerated() {
            guard case .client(let client) = item else { continue }
            let place = Place(document: entryPlace.document, entry: entryPlace.entry, item: index)
            var name = document.bytes(of: client.name)
            if name.isEmpty, client.list != nil { name = ArraySlice("*".utf8) }
            switch clients.take(name, client.kind, environment) {
            case .failure(let refusal): complaints.append(Complaint(kind: refusal.kind, place: place))
            case .success(let identity):
                if identity.addresses.isEmpty, client.kind == .host {
                    complaints.append(Complaint(kind: .unresolvedHost, place: place))
                }
                add(client, identity, written, place, environment)
            }
        }
    }

    private mutating func add(
        _ client: ExportClient,
        _ identity: KnownClients.Identity,
        _ written: [UInt8],
        _ place: Place,
        _ environment: some ExportsEnvironment
    ) {
        let target = targets[written] ?? environment.target(of: written)
        targets[written] = target
        var path = written
        var complaint: Complaint.Kind?
        switch target {
        case .directory(let real): path = real
        case .notDirectory(let real): (path, complaint) = (real, .notDirectory)
        case .missing: complaint = .missingDirectory
        }
        let key = ExportKey(path: path, client: identity.number)
        if let earlier = known[key] {
            complaints.append(Complaint(kind: .duplicate(of: earlier), place: place))
            return
        }
        known[key] = place
        if let complaint { complaints.append(Complaint(kind: complaint, place: place)) }
        exports.append(
            Export(
                path: path,
                client: identity.name,
                kind: client.kind,
                addresses: identity.addresses,
                options: client.options,
                place: place
            )
        )
    }
}

private struct ExportKey: Hashable {
    let path: [UInt8]
    let client: Int
}
