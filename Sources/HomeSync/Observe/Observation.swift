public import MountMaps
public import SourceText

/// What a plan is made from, as it was seen on the disk.
public struct Observation: Sendable, Hashable {
    /// What bears the name of a home.
    public struct Occupant: Sendable, Hashable {
        /// Whether it is a directory itself, and not a link or a file.
        public let isDirectory: Bool
        /// The numeric user id of its owner.
        public let uidNumber: UInt32

        /// Describes an entry of the homes' root.
        public init(isDirectory: Bool, uidNumber: UInt32) {
            self.isDirectory = isDirectory
            self.uidNumber = uidNumber
        }
    }

    /// The directory that stands for `/`.
    public let root: String
    /// What stands in the root of the homes already, by name, as far as an account asks for that name.
    public let occupants: [String: Occupant]
    /// The texts of the managed files that are there.
    public let files: [ManagedFile: [UInt8]]
    /// The managed files that their owner may run.
    public let executables: Set<ManagedFile>
    /// The names of homes that have lines of their own in the managed files, and are still there.
    public let listedHomes: Set<String>
    /// The other tables of exports, which exportfs reads beside the managed one.
    public let exportDropIns: [SourceFile]
    /// The master maps that automount reads before the lines of autohome.
    public let masterDropIns: [SourceFile]
    /// Whether an automounter of this server reads the managed master map; true where none could be here.
    public let masterIsRead: Bool
    /// Whether a running server has read an older table of exports than the one on the disk.
    public let exportsAreStale: Bool
    /// Whether a server runs that has to be told of a changed table of exports.
    public let serverIsRunning: Bool

    /// Describes what was seen.
    public init(
        root: String = "/",
        occupants: [String: Occupant],
        files: [ManagedFile: [UInt8]],
        executables: Set<ManagedFile> = [],
        listedHomes: Set<String> = [],
        exportDropIns: [SourceFile] = [],
        masterDropIns: [SourceFile] = [],
        masterIsRead: Bool = true,
        exportsAreStale: Bool,
        serverIsRunning: Bool
    ) {
        self.root = root
        self.occupants = occupants
        self.files = files
        self.executables = executables
        self.listedHomes = listedHomes
        self.exportDropIns = exportDropIns
        self.masterDropIns = masterDropIns
        self.masterIsRead = masterIsRead
        self.exportsAreStale = exportsAreStale
        self.serverIsRunning = serverIsRunning
    }
}
