public import MountMaps
public import SourceText
public import SystemFiles
internal import SystemPackage

/// The tables that `exportfs -ra` reads: `/etc/exports`, then the files of `/etc/exports.d`.
public struct ExportsFiles: Sendable {
    // Ten million exports fit in with room to spare.
    private static let limit = 1 << 30

    /// The files in the order in which exportfs reads them; a directory in the place of one reads as nothing.
    public private(set) var sources: [SourceFile] = []
    /// The files that exportfs would open and cannot: it reads the others, and fails.
    public private(set) var missing: [String] = []

    /// Reads the tables below a root.
    ///
    /// - Throws: Where a file is there and cannot be read.
    public init(below root: RootDirectory) throws(FileError) {
        try add("/etc/exports", named: "/etc/exports", root)
        for name in try Self.dropIns(below: root) {
            let path = [UInt8]("/etc/exports.d/".utf8) + name
            let text = path.map { CChar(bitPattern: $0) } + [0]
            try add(FilePath(platformString: text), named: String(decoding: path, as: UTF8.self), root)
        }
    }

    private mutating func add(
        _ path: FilePath,
        named name: String,
        _ root: RootDirectory
    ) throws(FileError) {
        do {
            guard try root.status(of: path)?.type != .directory else {
                sources.append(SourceFile(name: name, bytes: []))
                return
            }
            sources.append(SourceFile(name: name, bytes: try root.read(path, limit: Self.limit).bytes))
        } catch {
            guard [.notFound, .notDirectory, .tooManyLinks].contains(error.code) else { throw error }
            missing.append(name)
        }
    }

    /// The names that are read, in order; directories are passed over, but not links to them.
    private static func dropIns(below root: RootDirectory) throws(FileError) -> [[UInt8]] {
        do {
            let directory = try root.openDirectory("/etc/exports.d")
            var names: [[UInt8]] = []
            for name in try directory.names() where ExportsDirectory.reads(name.bytes) {
                let type = try directory.status(of: name)?.type
                if type == .regular || type == .symbolicLink { names.append(name.bytes) }
            }
            return names.sorted(by: ExportsDirectory.precedes)
        } catch {
            guard [.notFound, .notDirectory].contains(error.code) else { throw error }
            return []
        }
    }
}

extension ExportFlags {
    /// What may differ between the flavors of an entry with the kernel of the machine below a root.
    ///
    /// The kernel tells it in `/proc/fs/nfsd/export_features`, which is not there where no nfsd runs.
    public static func perFlavor(below root: RootDirectory) -> ExportFlags {
        let features = try? root.read("/proc/fs/nfsd/export_features", limit: 1 << 16).bytes
        return features.map { ExportFlags(exportFeatures: $0) } ?? .perFlavor
    }
}
