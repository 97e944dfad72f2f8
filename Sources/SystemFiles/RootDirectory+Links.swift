import CLinux
import Glibc
public import SystemPackage

extension RootDirectory {
    /// The text of a symbolic link; nil where something else is at the path, or nothing.
    ///
    /// Links on the way to it are followed inside the root.
    ///
    /// - Parameter path: The absolute path of the link.
    /// - Returns: The text byte for byte.
    /// - Throws: `.denied` and everything else that leaves open what is there.
    public func link(at path: FilePath) throws(FileError) -> [UInt8]? {
        do {
            let text = path.withPlatformString {
                Array(UnsafeBufferPointer(start: $0, count: path.length + 1))
            }
            let flags = CInt(CLinux_O_PATH.rawValue) | O_NOFOLLOW
            let file = try SystemCall.open(text, in: descriptor.rawValue, .inRoot, flags)
            return try SystemCall.linkText(of: file.rawValue)
        } catch .noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels, .fileNameTooLong,
            .invalidArgument
        {
            return nil
        } catch {
            throw FileError("look at", shown(path), error)
        }
    }
}

extension SystemCall {
    /// The text of a link that is open.
    fileprivate static func linkText(of descriptor: CInt) throws(Errno) -> [UInt8] {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = try repeating { readlinkat(descriptor, "", &buffer, buffer.count) }
        return buffer.prefix(count).map { UInt8(bitPattern: $0) }
    }
}
