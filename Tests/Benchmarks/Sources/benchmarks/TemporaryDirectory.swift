import Glibc

/// A directory that lives as long as the benchmarks.
struct TemporaryDirectory {
    let path: String

    /// Makes a directory, and removes it with all that is in it when the work is done.
    static func with<Result>(_ work: (TemporaryDirectory) throws -> Result) throws -> Result {
        var template = Array("/tmp/autohome-benchmarks.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(errno: errno, "a temporary directory") }
        let name = template.dropLast().map { UInt8(bitPattern: $0) }
        let directory = TemporaryDirectory(path: String(decoding: name, as: UTF8.self))
        defer {
            _ = try? Measurement.of(["rm", "-rf", "--", directory.path], output: "/dev/null")
        }
        return try work(directory)
    }

    /// The path of something in the directory.
    func appending(_ name: String) -> String { "\(path)/\(name)" }

    /// Makes a directory in it, and those above.
    func makeDirectory(_ name: String) throws {
        var path = self.path
        for part in name.split(separator: "/") {
            path += "/\(part)"
            guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw Failure(errno: errno, path) }
        }
    }

    /// Writes a file, in a directory of its own so that its name says what it is.
    ///
    /// - Returns: The path of the file and its size in bytes.
    func write(_ input: Input, _ name: String) throws -> (path: String, size: Int) {
        if let slash = name.lastIndex(of: "/") { try makeDirectory(String(name[..<slash])) }
        let path = appending(name)
        guard let file = fopen(path, "w") else { throw Failure(errno: errno, path) }
        var size = fwrite(input.head, 1, input.head.count, file)
        var expected = input.head.count
        for number in 0..<input.count {
            let piece = input.piece(number)
            size += fwrite(piece, 1, piece.count, file)
            expected += piece.count
        }
        guard fclose(file) == 0, size == expected else { throw Failure(errno: errno, path) }
        return (path, size)
    }
}
