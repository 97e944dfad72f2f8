public import HostFiles
import SourceText

/// What exportfs makes of all tables together: the effective exports, and what it complains about.
///
/// This is what `exportfs -ra` of nfs-utils 2.6.2 leaves in etab, as observed, with the machine behind
/// ``ExportsEnvironment``.
public struct ExportsTable: Sendable {
    /// Where an entry's client stands: the table, the entry, and the item in it.
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
        /// The path, with links resolved where it exists.
        public let path: [UInt8]
        /// The client as etab names it: a host by its canonical name, `*` for a list without a name.
        public let client: [UInt8]
        /// The kind of client.
        public let kind: ExportClientKind
        /// The addresses of a host, empty where they are not known; empty for any other client.
        public let addresses: [NetworkAddress]
        /// The options.
        public internal(set) var options: ExportOptions
        /// Where it stands.
        public let place: Place

        /// The line of etab for the export, without its LF.
        public func etabLine(perFlavor: ExportFlags = .perFlavor) -> [UInt8] {
            let options = options.etabOptions(perFlavor: perFlavor)
            let list = [UInt8](options.joined(separator: CollectionOfOne(UInt8(ascii: ","))))
            return EtabText.escaped(path) + [.tab] + client + Array("(".utf8) + list + Array(")".utf8)
        }
    }

    /// Something that exportfs complains about beside the places where reading stops.
    public struct Complaint: Sendable, Hashable {
        /// What it is about.
        public enum Kind: Sendable, Hashable {
            /// No address is known for the host: a warning, and the client is left out.
            case unresolvedHost
            /// The client is no valid subnet, and left out.
            case invalidSubnet(ExportSubnet.Mistake)
            /// Path and client are exported already: the later one is ignored.
            case duplicate(of: Place)
            /// The directory does not exist; the export stays.
            case missingDirectory
            /// The path leads to something that is no directory; the export stays.
            case notDirectory
        }

        /// What it is about.
        public let kind: Kind
        /// Where it stands.
        public let place: Place
    }

    /// The tables.
    public let documents: [ExportsDocument]
    /// The exports, in the order in which they are read.
    public private(set) var exports: [Export] = []
    /// The complaints, in that order too.
    public private(set) var complaints: [Complaint] = []
    /// What ``exitStatus`` is where exportfs aborts and leaves etab alone: less than zero by the number of the signal.
    public static let aborted = -6

    /// What `exportfs -ra` returns: 0, 1, or ``aborted``.
    public private(set) var exitStatus = 0

    private var clients = KnownClients()
    private var known: [ExportKey: Place] = [:]
    private var targets: [[UInt8]: ExportTarget] = [:]

    /// Takes up documents in the order in which exportfs reads their files.
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
