import Glibc
public import SystemPackage

extension RootDirectory {
    /// The number of bytes that are read and searched at a time.
    package static let pieceLength = 16 << 10

    /// Searches a plain file from its beginning, piece by piece, without reading all of it into memory.
    ///
    /// - Parameters:
    ///   - path: The absolute path of the file.
    ///   - limit: The bytes after which the search ends.
    ///   - overlap: The number of bytes that each piece shares with the previous one, so that a match of at most this
    ///     length is always complete in one piece; less than ``pieceLength``.
    ///   - find: Searches one piece; returns nil if it has no match.
    /// - Returns: The first match; nil if there is none.
    /// - Throws: `.notFound` if there is no file, `.notRegularFile` for directories, pipes and devices.
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
