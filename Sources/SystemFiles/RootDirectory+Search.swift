import Glibc
public import SystemPackage

extension RootDirectory {
    /// The bytes of a piece in which is searched.
    package static let pieceLength = 16 << 10

    /// Searches a plain file from its beginning, piece by piece, without taking all of it into memory.
    ///
    /// - Parameters:
    ///   - path: The absolute path of the file.
    ///   - limit: The bytes after which the search ends.
    ///   - overlap: The bytes that a piece has in common with the one before it, so that whatever is no longer stands
    ///     whole in one of them; less than ``pieceLength``.
    ///   - find: What is looked for in a piece; nil where it is not there.
    /// - Returns: What was found first; nil where there is nothing of it.
    /// - Throws: `.notFound` where there is no file, `.notRegularFile` for directories, pipes and devices.
    public func first<Value>(
        in path: FilePath,
        limit: Int,
        overlap: Int,
        _ find: ([UInt8]) -> Value?
    ) throws(FileError) -> Value? {
        let file = try openPlainFile(path)
        var piece = [UInt8](repeating: 0, count: Self.pieceLength)
        var offset = 0
        while offset < limit {
            let count: Int
            do {
                count = try SystemCall.repeating {
                    pread(file.rawValue, &piece, Self.pieceLength, off_t(offset))
                }
            } catch {
                throw FileError("read", shown(path), error)
            }
            if count < Self.pieceLength { piece.removeLast(Self.pieceLength - count) }
            if let found = find(piece) { return found }
            if count < Self.pieceLength { return nil }
            offset += Self.pieceLength - overlap
        }
        return nil
    }
}
