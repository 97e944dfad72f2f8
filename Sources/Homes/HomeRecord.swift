public import SystemFiles

/// What autohome knows of a home that it made: for which entry, and which directory it is.
///
/// A name and a number can be given to somebody else. The record tells whether the home was made for the same entry.
public struct HomeRecord: Hashable, Sendable {
    private static let heading = "autohome home 1"

    /// The stable id of the entry in LDAP, such as its entryUUID.
    public let entryID: String
    /// The numeric user id that owns the home.
    public let uidNumber: UInt32
    /// The inode of the home.
    public let inode: UInt64
    /// When its directory was made; nil if the file system does not record it.
    public let born: FileTimestamp?

    /// Describes a home.
    public init(entryID: String, uidNumber: UInt32, inode: UInt64, born: FileTimestamp?) {
        self.entryID = entryID
        self.uidNumber = uidNumber
        self.inode = inode
        self.born = born
    }

    /// Whether the record describes a directory.
    ///
    /// A copy, or a directory made anew, has another inode or time of birth.
    public func describes(_ status: FileStatus) -> Bool {
        guard status.type == .directory, status.identity.inode == inode else { return false }
        guard let born, let other = status.born else { return true }
        return born == other
    }

    /// Reads a record; nil if the text is not a record, or has a version that this program does not know.
    init?(bytes: [UInt8]) {
        guard let fields = RecordText(bytes: bytes, heading: Self.heading), let entryID = fields["id"],
            let uidNumber = fields["uid"].flatMap({ UInt32($0) }),
            let inode = fields["inode"].flatMap({ UInt64($0) })
        else { return nil }
        var born: FileTimestamp?
        if let text = fields["born"] {
            let parts = text.split(separator: ".")
            guard parts.count == 2, let seconds = Int64(parts[0]), let nanoseconds = UInt32(parts[1]) else {
                return nil
            }
            born = FileTimestamp(seconds: seconds, nanoseconds: nanoseconds)
        }
        self.init(entryID: entryID, uidNumber: uidNumber, inode: inode, born: born)
    }

    /// The record as it is stored.
    var bytes: [UInt8] {
        var fields = [("id", entryID), ("uid", "\(uidNumber)"), ("inode", "\(inode)")]
        if let born { fields.append(("born", "\(born.seconds).\(born.nanoseconds)")) }
        return RecordText(heading: Self.heading, fields).bytes
    }
}
