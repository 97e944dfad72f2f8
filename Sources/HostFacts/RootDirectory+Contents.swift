import SystemFiles
import SystemPackage

extension RootDirectory {
    /// Reads a file below the root.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The most bytes that it may have.
    /// - Returns: Its bytes; nil where there is no file.
    /// - Throws: Where something is there and cannot be read.
    func contents(of path: FilePath, limit: Int) throws(FileError) -> [UInt8]? {
        do {
            return try read(path, limit: limit).bytes
        } catch {
            guard error.code == .notFound || error.code == .notDirectory else { throw error }
            return nil
        }
    }
}
