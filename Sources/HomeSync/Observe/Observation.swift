public import Homes
public import MountMaps
public import SourceText

/// The state of this server, from which a plan is made.
public struct Observation: Sendable, Hashable {
    /// The directory used as `/`.
    public let root: String
    /// The homes.
    public let homes: Homes
    /// The managed files.
    public let files: Files
    /// The other exports, and the NFS server.
    public let exports: Exports
    /// The other master maps.
    public let master: Master

    /// Makes an observation.
    public init(root: String, homes: Homes, files: Files, exports: Exports, master: Master) {
        self.root = root
        self.homes = homes
        self.files = files
        self.exports = exports
        self.master = master
    }
}

extension Observation {
    /// The homes on this server.
    public struct Homes: Sendable, Hashable {
        /// An entry of the homes root.
        public struct Occupant: Sendable, Hashable {
            /// Whether it is a directory, and not a link or a file.
            public let isDirectory: Bool
            /// The numeric user id of its owner.
            public let uidNumber: UInt32
            /// The numeric id of its group; nil if that does not matter.
            public let gidNumber: UInt32?
            /// Whether users other than its owner and group can write in it.
            public let isWritableByOthers: Bool
            /// Whether it is the directory that its record describes; true without a record.
            public let fitsRecord: Bool
            /// Whether it is a mount point of its own, such as a dataset or a volume.
            public let isMountPoint: Bool

            /// Makes an occupant.
            public init(
                isDirectory: Bool,
                uidNumber: UInt32,
                gidNumber: UInt32? = nil,
                isWritableByOthers: Bool = false,
                fitsRecord: Bool = true,
                isMountPoint: Bool = false
            ) {
                self.isDirectory = isDirectory
                self.uidNumber = uidNumber
                self.gidNumber = gidNumber
                self.isWritableByOthers = isWritableByOthers
                self.fitsRecord = fitsRecord
                self.isMountPoint = isMountPoint
            }
        }

        /// All entries of the homes root, by name.
        public let occupants: [String: Occupant]
        /// The homes that the managed files list one by one and that still exist.
        public let listed: Set<String>
        /// The records of the homes that sync made.
        public let records: HomeRecordListing
        /// The directories that are known to belong to no account, each with the reason.
        public let known: [String: String]
        /// Why nothing may be made in the homes root; nil if its owner and mode are right.
        public let flaw: String?
        /// The room for new homes; nil if it was not looked at.
        public let space: HomeSpace?

        /// Makes the part about homes.
        public init(
            occupants: [String: Occupant],
            listed: Set<String>,
            records: HomeRecordListing = HomeRecordListing(),
            known: [String: String] = [:],
            flaw: String? = nil,
            space: HomeSpace? = nil
        ) {
            self.occupants = occupants
            self.listed = listed
            self.records = records
            self.known = known
            self.flaw = flaw
            self.space = space
        }
    }

    /// The managed files on this server.
    public struct Files: Sendable, Hashable {
        /// The texts of the files that exist.
        public let texts: [ManagedFile: [UInt8]]
        /// The files that are executable by their owner.
        public let executables: Set<ManagedFile>
        /// Why files cannot be replaced, for those that cannot.
        public let objections: [ManagedFile: String]

        /// Makes the part about managed files.
        public init(
            texts: [ManagedFile: [UInt8]],
            executables: Set<ManagedFile>,
            objections: [ManagedFile: String] = [:]
        ) {
            self.texts = texts
            self.executables = executables
            self.objections = objections
        }
    }

    /// The exports of this server, apart from the managed file.
    public struct Exports: Sendable, Hashable {
        /// The other exports files that exportfs reads.
        public let otherTables: [SourceFile]
        /// Whether an NFS server runs here that must read a changed exports file again.
        public let serverIsRunning: Bool
        /// Whether the exports file on the disk is newer than the one that the server has read.
        public let areStale: Bool

        /// Makes the part about exports.
        public init(otherTables: [SourceFile], serverIsRunning: Bool, areStale: Bool) {
            self.otherTables = otherTables
            self.serverIsRunning = serverIsRunning
            self.areStale = areStale
        }
    }

    /// The master maps on this server, apart from the managed one.
    public struct Master: Sendable, Hashable {
        /// The master maps that automount reads before the lines of autohome.
        public let mapsBefore: [SourceFile]
        /// Whether automount on this server reads the managed master map; true if this server has no automounter.
        public let isRead: Bool

        /// Makes the part about master maps.
        public init(mapsBefore: [SourceFile], isRead: Bool) {
            self.mapsBefore = mapsBefore
            self.isRead = isRead
        }
    }
}
