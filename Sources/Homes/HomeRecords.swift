import SourceText
public import SystemFiles

/// The records of homes: one file for each home in `.autohome/homes`, with the name of the home.
enum HomeRecords {
    private static let directoryName = "homes"
    static let limit = 4_096

    /// Opens the directory of the records of a homes root; nil if there is none.
    static func open(in root: borrowing OpenDirectory) throws(FileError) -> OpenDirectory? {
        guard let state = try StateDirectory.open(in: root) else { return nil }
        let name = try FileName(directoryName)
        guard try state.status(of: name) != nil else { return nil }
        return try StateDirectory.make(directoryName, in: state)
    }

    /// Opens the directory of the records of a homes root, and makes it if there is none.
    static func make(in root: borrowing OpenDirectory) throws(FileError) -> OpenDirectory {
        let state = try StateDirectory.make(in: root)
        return try StateDirectory.make(directoryName, in: state)
    }

    /// Reads all records, by the names of their homes.
    ///
    /// - Returns: The records, and the names of files that are not records of this version.
    static func read(in root: borrowing OpenDirectory) throws(FileError) -> HomeRecordListing {
        var listing = HomeRecordListing()
        guard let directory = try open(in: root) else { return listing }
        for name in try directory.names() {
            let text = String(decoding: name.bytes, as: UTF8.self)
            if let record = HomeRecord(bytes: try directory.read(name, limit: limit).bytes) {
                listing.records[text] = record
            } else {
                listing.unreadable.append(text)
            }
        }
        return listing
    }
}

extension HomesRoot {
    /// Reads the record of one home; nil if it has none that can be read.
    public func record(of name: FileName) throws(FileError) -> HomeRecord? {
        guard let directory = try HomeRecords.open(in: directory), try directory.status(of: name) != nil
        else {
            return nil
        }
        return HomeRecord(bytes: try directory.read(name, limit: HomeRecords.limit).bytes)
    }
}

/// The records of the homes in a homes root.
public struct HomeRecordListing: Hashable, Sendable {
    /// The records, by the names of their homes.
    public internal(set) var records: [String: HomeRecord]
    /// The names of homes whose record is damaged or was written by a later version.
    public internal(set) var unreadable: [String]
    /// The homes that were mount points of their own when a sync saw them.
    public internal(set) var mounts: [String: HomeMount]

    /// Lists records.
    public init(
        records: [String: HomeRecord] = [:],
        unreadable: [String] = [],
        mounts: [String: HomeMount] = [:]
    ) {
        self.records = records
        self.unreadable = unreadable
        self.mounts = mounts
    }
}

extension HomesRoot {
    /// Reads the records of all homes that autohome made in this root.
    ///
    /// - Throws: `.unsafeOwner` if somebody else can write in their directory.
    public func records() throws(FileError) -> HomeRecordListing {
        var listing = try HomeRecords.read(in: directory)
        listing.mounts = try mounts()
        return listing
    }
}
