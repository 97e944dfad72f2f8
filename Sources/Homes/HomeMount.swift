public import SystemFiles

/// What was mounted on a home that is a mount point of its own, such as a dataset or a volume.
///
/// The file system can be unmounted, and then the home looks empty, or is gone. The record distinguishes that from a
/// home that does not exist: one file for each home in `.autohome/mounts`, with the name of the home. Versions without
/// these records ignore the directory.
public struct HomeMount: Hashable, Sendable {
    private static let heading = "autohome mount 1"

    /// The type of the file system, such as `zfs`; nil if it is not known.
    public let type: String?
    /// The device or dataset; nil if it is not known.
    public let source: String?

    /// Describes a mount.
    public init(type: String? = nil, source: String? = nil) {
        self.type = type
        self.source = source
    }

    /// The mount as people read it, such as `zfs tank/home/ann`; nil if nothing is known of it.
    public var shown: String? {
        let parts = [type, source].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// Reads a record.
    ///
    /// Even a damaged one, or one of a later version, says that the home was a mount point.
    init(bytes: [UInt8]) {
        let fields = RecordText(bytes: bytes, heading: Self.heading)
        self.init(type: fields?["type"], source: fields?["source"])
    }

    /// The record as it is stored.
    var bytes: [UInt8] {
        let fields = [("type", type), ("source", source)].compactMap { key, value in
            value.flatMap { $0.isEmpty || $0.contains(where: \.isNewline) ? nil : (key, $0) }
        }
        return RecordText(heading: Self.heading, fields).bytes
    }
}

extension HomesRoot {
    private static let mountsName = "mounts"

    /// Whether an entry of the root is a mount point of its own.
    public func isMountPoint(_ entry: FileStatus) -> Bool {
        entry.isMountRoot || entry.mountID != status.mountID
    }

    /// The homes that were mount points of their own when a sync saw them, by name.
    ///
    /// - Throws: `.unsafeOwner` if somebody else can write in the directory of the records.
    public func mounts() throws(FileError) -> [String: HomeMount] {
        guard let state = try StateDirectory.open(in: directory),
            try state.status(of: FileName(Self.mountsName)) != nil
        else { return [:] }
        let records = try StateDirectory.make(Self.mountsName, in: state)
        var mounts: [String: HomeMount] = [:]
        for name in try records.names() where !name.hasPrefix([UInt8(ascii: ".")]) {
            let bytes = try records.read(name, limit: HomeRecords.limit).bytes
            mounts[String(decoding: name.bytes, as: UTF8.self)] = HomeMount(bytes: bytes)
        }
        return mounts
    }

    /// Records that homes are mount points of their own.
    ///
    /// - Parameter mounts: The mounts, by the names of their homes; the records of other homes stay.
    /// - Throws: `.noSpace`, `.readOnly`, `.unsafeOwner`.
    public func record(_ mounts: [FileName: HomeMount]) throws(FileError) {
        guard !mounts.isEmpty else { return }
        let state = try StateDirectory.make(in: directory)
        let records = try StateDirectory.make(Self.mountsName, in: state)
        let temporary = try FileName(".new")
        for (name, mount) in mounts { try records.write(mount.bytes, to: name, by: temporary) }
        try records.synchronize()
    }
}
