import Accounts
import Homes
import MountMaps
import SystemFiles
import SystemPackage

/// Looks at the homes of this server without changing anything.
struct HomesObserver {
    private static let knownLimit = 16 << 20

    let root: RootDirectory
    let homes: HomesRoot
    let settings: SiteSettings

    /// Collects the homes part of an observation.
    ///
    /// - Parameters:
    ///   - accounts: The accounts that get a home.
    ///   - texts: The texts of the managed files.
    ///   - objection: Why nothing may be made in the homes root, apart from its owner and mode.
    /// - Returns: What is in the homes root, and what it has room for.
    /// - Throws: Errors from reading the homes root, its records, the known directories or the skeleton.
    func look(
        for accounts: AccountList,
        texts: [ManagedFile: [UInt8]],
        objection: String?
    ) throws(FileError) -> Observation.Homes {
        let records = try homes.records()
        let occupants = try occupants(records)
        let isMissing = accounts.contains { occupants[$0.homeName] == nil }
        return Observation.Homes(
            occupants: occupants,
            listed: ListedHomes.names(in: texts, settings: settings)
                .filter { occupants[$0]?.isDirectory ?? (records.mounts[$0] != nil) },
            records: records,
            known: try known(),
            flaw: flaw(of: homes.status) ?? objection,
            space: isMissing ? try space() : nil
        )
    }

    private func occupants(
        _ records: HomeRecordListing
    ) throws(FileError) -> [String: Observation.Homes.Occupant] {
        var occupants: [String: Observation.Homes.Occupant] = [:]
        for name in try homes.directory.names() {
            // It may have been removed since the listing.
            guard let status = try homes.status(of: name) else { continue }
            let text = String(decoding: name.bytes, as: UTF8.self)
            let isMountPoint = homes.isMountPoint(status)
            occupants[text] = Observation.Homes.Occupant(
                isDirectory: status.type == .directory,
                uidNumber: status.uid,
                gidNumber: status.gid,
                isWritableByOthers: status.permissions.contains(.otherWrite),
                // A record describes the directory under the mount.
                fitsRecord: isMountPoint ? true : try fitsRecord(name, status, records.records[text]),
                isMountPoint: isMountPoint
            )
        }
        return occupants
    }

    /// Whether a directory is the one that its record describes.
    ///
    /// A record that does not fit is read again: another sync may have made the home since the records were read.
    private func fitsRecord(
        _ name: FileName,
        _ status: FileStatus,
        _ record: HomeRecord?
    ) throws(FileError) -> Bool {
        guard let record, !record.describes(status) else { return true }
        return try homes.record(of: name)?.describes(status) ?? true
    }

    /// The known directories of the configuration and of the file that it names.
    private func known() throws(FileError) -> [String: String] {
        guard let file = settings.homes.knownFile else { return settings.homes.known }
        var known = settings.homes.known
        let text = String(
            decoding: try root.read(FilePath(file), limit: Self.knownLimit).bytes,
            as: UTF8.self
        )
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(maxSplits: 1) { $0 == " " || $0 == "\t" || $0 == "\r" }
            guard let name = words.first, !name.hasPrefix("#") else { continue }
            guard words.count == 2, words[1].contains(where: { $0.isLetter || $0.isNumber }) else {
                throw FileError(
                    .damaged,
                    "\(file):\(number + 1): after the name a reason must say why the directory belongs to no account"
                )
            }
            known[String(name)] = String(words[1])
        }
        return known
    }

    /// What is wrong with the owner or the mode of the homes root; nil if users can enter it and only root can write in it.
    private func flaw(of status: FileStatus) -> String? {
        let path = settings.homes.root
        let mode = "0" + String(status.permissions.rawValue, radix: 8)
        if status.uid != 0 {
            return "\(path) belongs to uid \(status.uid), who could replace every home; chown it to root"
        }
        if status.permissions.contains(.otherWrite) || status.permissions.contains(.groupWrite) {
            let danger =
                status.permissions.contains(.saveText)
                ? "users could take the names of homes that are not made yet"
                : "users could rename homes and put links in their place"
            return "\(path) has mode \(mode): \(danger); chmod it to 0755"
        }
        if !status.permissions.contains(.otherExecute) {
            return
                "\(path) has mode \(mode): users cannot enter it, so no client can use a home; chmod it to 0755 or 0711"
        }
        return nil
    }

    private func space() throws(FileError) -> HomeSpace {
        let skeleton = try Skeleton(at: FilePath(settings.homes.skeleton), in: root)
        return try HomeSpace(of: homes, skeleton: skeleton)
    }
}

extension HomeSpace {
    /// Looks at the room on the file system of the homes.
    init(of homes: HomesRoot, skeleton: Skeleton) throws(FileError) {
        let fileSystem = try homes.directory.fileSystem()
        self.init(
            freeBytes: fileSystem.freeBytes,
            freeInodes: fileSystem.freeInodes,
            skeletonBytes: skeleton.size,
            skeletonCount: skeleton.count
        )
    }
}
