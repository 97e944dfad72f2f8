import CLinux
import Glibc
import SystemPackage

extension RootDirectory {
    /// The end of a path after all links, like the result of realpath(3).
    public struct Target: Hashable, Sendable {
        /// The absolute path below the root without links, `.` and `..`.
        public let path: [UInt8]
        /// The type of the file.
        public let type: FileType
        /// The identity of the file.
        public let identity: FileIdentity
    }

    /// Follows a path to its end, resolving all links inside the root.
    ///
    /// - Parameter path: The absolute path; if it ends with a slash, it must lead to a directory.
    /// - Returns: nil if it leads nowhere: a part is missing or not a directory, or links form a circle.
    /// - Throws: `.denied` and other errors after which it is unknown where the path leads.
    public func target(of path: [UInt8]) throws(FileError) -> Target? {
        let shown = shown(FilePath(bytes: path))
        let text = path.map { CChar(bitPattern: $0) } + [0]
        do {
            let flags = CInt(CLinux_O_PATH.rawValue)
            let file = try SystemCall.open(text, in: descriptor.rawValue, .inRoot, flags)
            let status = try SystemCall.status(of: file.rawValue)
            let real = try SystemCall.path(of: file.rawValue)
            let root = try SystemCall.path(of: descriptor.rawValue)
            return Target(path: Self.path(real, below: root), type: status.type, identity: status.identity)
        } catch .noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels, .fileNameTooLong {
            return nil
        } catch {
            throw FileError("get the status of", shown, error)
        }
    }

    /// The working directory of the process as a path below the root; nil if it is not below the root.
    public func workingDirectory() throws(FileError) -> [UInt8]? {
        do {
            let root = try SystemCall.path(of: descriptor.rawValue)
            let here = try SystemCall.openTrusted(".", CInt(CLinux_O_PATH.rawValue))
            let path = try SystemCall.path(of: here.rawValue)
            let below = Self.path(path, below: root)
            return below == path && root != [UInt8(ascii: "/")] ? nil : below
        } catch {
            throw FileError("find the working directory below", path, error)
        }
    }

    /// A path relative to a root directory; a path outside of it is returned unchanged.
    static func path(_ path: [UInt8], below root: [UInt8]) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        if path == root { return [slash] }
        guard root != [slash], path.starts(with: root), path[root.count] == slash else { return path }
        return Array(path[root.count...])
    }
}

extension SystemCall {
    /// The path of an open file, as the kernel knows it.
    static func path(of descriptor: CInt) throws(Errno) -> [UInt8] {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let link = "/proc/self/fd/\(descriptor)"
        let count = try repeating { readlink(link, &buffer, buffer.count) }
        return buffer.prefix(count).map { UInt8(bitPattern: $0) }
    }
}
