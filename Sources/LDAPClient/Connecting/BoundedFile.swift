import Glibc

/// A small regular file, read whole.
struct BoundedFile {
    let path: String
    /// The largest accepted size in bytes.
    let limit: Int

    /// Why a file cannot be read.
    struct Failure: Error {
        /// Whether the file does not exist.
        var isMissing = false
        /// The reason, after the name of the file.
        let reason: String
    }

    /// Reads the file; it may belong to any user.
    func read() throws(Failure) -> [UInt8] {
        // O_NONBLOCK, so that opening does not block if the file is a FIFO.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let isMissing = errno == ENOENT || errno == ENOTDIR
            throw Failure(isMissing: isMissing, reason: "cannot be opened: \(systemMessage(errno))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw Failure(reason: "cannot be examined: \(systemMessage(errno))")
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(reason: "is not a regular file") }
        return try Self.contents(of: descriptor, limit: limit)
    }

    /// Reads an open file from its position to its end.
    static func contents(of descriptor: Int32, limit: Int) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                let free = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
                return Glibc.read(descriptor, free.baseAddress, free.count)
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw Failure(reason: "cannot be read: \(systemMessage(errno))") }
            if got == 0 { break }
            count += got
        }
        guard count <= limit else { throw Failure(reason: "has more than \(limit) bytes") }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
