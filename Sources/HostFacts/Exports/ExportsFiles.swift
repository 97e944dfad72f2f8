public import MountMaps
public import SourceText
public import SystemFiles
import SystemPackage

/// The tables that `exportfs -ra` reads: `/etc/exports`, then the files of `/etc/exports.d`.
public struct ExportsFiles: Sendable {
    /// The files in the order in which exportfs reads them; a directory in the place of a file counts as empty.
    public private(set) var sources: [SourceFile] = []
    /// The files that exportfs cannot open: it reads the others and exits with an error.
    public private(set) var missing: [String] = []
    /// The missing files that are dangling links.
    public private(set) var deadLinks: [(path: String, error: FileError)] = []
    /// The files that exist and could not be read by this process; exportfs may be able to.
    public private(set) var failures: [(path: String, error: FileError)] = []

    /// Reads the tables below a root.
    public init(below root: RootDirectory) {
        add("/etc/exports", named: "/etc/exports", root)
        do {
            for name in try Self.dropIns(below: root) {
                let path = [UInt8]("/etc/exports.d/".utf8) + name
                let text = path.map { CChar(bitPattern: $0) } + [0]
                add(FilePath(platformString: text), named: Self.name(path), root)
            }
        } catch {
            failures.append(("/etc/exports.d", error))
        }
    }

    private mutating func add(_ path: FilePath, named name: String, _ root: RootDirectory) {
        do {
            guard try root.status(of: path)?.type != .directory else {
                sources.append(SourceFile(name: name, bytes: []))
                return
            }
            let contents = try root.read(path, limit: FileContents.tableLimit)
            sources.append(SourceFile(name: name, bytes: contents.bytes))
        } catch {
            guard [.notFound, .notDirectory, .tooManyLinks].contains(error.code) else {
                failures.append((name, error))
                return
            }
            missing.append(name)
            if Self.isLink(path, root) { deadLinks.append((name, error)) }
        }
    }

    /// A path as text; invalid UTF-8 is escaped, so that two files never get the same name.
    private static func name(_ path: [UInt8]) -> String {
        String(validating: path, as: UTF8.self)
            ?? path.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "\\x" + String($0, radix: 16) }.joined()
    }

    private static func isLink(_ path: FilePath, _ root: RootDirectory) -> Bool {
        guard let name = path.lastComponent.flatMap({ try? FileName($0.string) }) else { return false }
        let directory = try? root.openDirectory(path.removingLastComponent())
        return ((try? directory?.status(of: name)) ?? nil)?.type == .symbolicLink
    }

    /// The names that exportfs reads, in order; it skips directories, but not links to them.
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
    /// Returns the flags that may differ between the flavors of an entry, for the kernel of the machine below a root.
    ///
    /// They are in `/proc/fs/nfsd/export_features`, which does not exist without nfsd.
    public static func perFlavor(below root: RootDirectory) -> ExportFlags {
        let features = try? root.read("/proc/fs/nfsd/export_features", limit: 1 << 16).bytes
        return features.map { ExportFlags(exportFeatures: $0) } ?? .perFlavor
    }
}
