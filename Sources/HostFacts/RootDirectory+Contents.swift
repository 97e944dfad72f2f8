import SystemFiles
import SystemPackage

extension RootDirectory {
    /// Reads a file below the root.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The largest allowed number of bytes.
    /// - Returns: Its bytes; nil if there is no file.
    /// - Throws: `FileError` if it exists and cannot be read.
    func contents(of path: FilePath, limit: Int) throws(FileError) -> [UInt8]? {
        do {
            return try read(path, limit: limit).bytes
        } catch {
            guard error.code == .notFound || error.code == .notDirectory else { throw error }
            return nil
        }
    }
}
