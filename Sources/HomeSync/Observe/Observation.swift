public import MountMaps
public import SourceText

/// What a plan is made from, as it was seen on this server.
public struct Observation: Sendable, Hashable {
    /// The directory that stands for `/`.
    public let root: String
    /// What was seen of the homes.
    public let homes: Homes
    /// What was seen of the managed files.
    public let files: Files
    /// What was seen of the exports beside the managed table.
    public let exports: Exports
    /// What was seen of the master maps beside the managed one.
    public let master: Master

    /// Describes what was seen.
    public init(root: String, homes: Homes, files: Files, exports: Exports, master: Master) {
        self.root = root
        self.homes = homes
        self.files = files
        self.exports = exports
        self.master = master
    }
}

extension Observation {
    /// What was seen of the homes.
    public struct Homes: Sendable, Hashable {
        /// What has the name of a home.
        public struct Occupant: Sendable, Hashable {
            /// Whether it is a directory itself, and not a link or a file.
            public let isDirectory: Bool
            /// The numeric user id of its owner.
            public let uidNumber: UInt32

            /// Describes an entry of the homes root.
            public init(isDirectory: Bool, uidNumber: UInt32) {
                self.isDirectory = isDirectory
                self.uidNumber = uidNumber
            }
        }

        /// What is in the homes root, by name; only names that an account asks for.
        public let occupants: [String: Occupant]
        /// The homes that have lines of their own in the managed files, and that are still there.
        public let listed: Set<String>

        /// Describes the homes.
        public init(occupants: [String: Occupant], listed: Set<String>) {
            self.occupants = occupants
            self.listed = listed
        }
    }

    /// What was seen of the managed files.
    public struct Files: Sendable, Hashable {
        /// The texts of the files that are there.
        public let texts: [ManagedFile: [UInt8]]
        /// The files that their owner may run.
        public let executables: Set<ManagedFile>

        /// Describes the managed files.
        public init(texts: [ManagedFile: [UInt8]], executables: Set<ManagedFile>) {
            self.texts = texts
            self.executables = executables
        }
    }

    /// What was seen of the exports beside the managed table.
    public struct Exports: Sendable, Hashable {
        /// The other tables that exportfs reads.
        public let otherTables: [SourceFile]
        /// Whether an NFS server runs here that has to read a changed table again.
        public let serverIsRunning: Bool
        /// Whether that server has read an older table than the one on the disk.
        public let areStale: Bool

        /// Describes the exports.
        public init(otherTables: [SourceFile], serverIsRunning: Bool, areStale: Bool) {
            self.otherTables = otherTables
            self.serverIsRunning = serverIsRunning
            self.areStale = areStale
        }
    }

    /// What was seen of the master maps beside the managed one.
    public struct Master: Sendable, Hashable {
        /// The master maps that automount reads before the lines of autohome.
        public let mapsBefore: [SourceFile]
        /// Whether an automounter of this server reads the managed master map; true where none could be here.
        public let isRead: Bool

        /// Describes the master maps.
        public init(mapsBefore: [SourceFile], isRead: Bool) {
            self.mapsBefore = mapsBefore
            self.isRead = isRead
        }
    }
}
