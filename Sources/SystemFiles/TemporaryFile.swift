import Glibc
import SystemPackage

/// A temporary file with the new contents of a file, in the same directory, to be renamed over it.
///
/// Its name is `.NAME.autohome-` and 16 hexadecimal digits: it is hidden, and its ending is ignored by all tools
/// (exportfs reads `*.exports`, automount `*.autofs`). It is locked as long as its writer runs. So the next write to
/// the same file can remove it if its writer was killed.
struct TemporaryFile: ~Copyable {
    private static let digits = 16

    let descriptor: Descriptor
    let name: FileName

    /// Makes an empty file that only its owner can open.
    static func create(beside target: borrowing ReplacementTarget) throws(FileError) -> TemporaryFile {
        let directory = target.directory.descriptor.rawValue
        // Another process may remove the new file before it is locked. Then make another one.
        for _ in 0..<16 {
            let name = try FileName(
                bytes: prefix(of: target.name) + Array(RandomName.make(digits: digits).utf8)
            )
            let path = target.directory.path(of: name)
            do {
                let descriptor = try SystemCall.create(name, in: directory, O_RDWR, mode: 0o600)
                if try SystemCall.lock(descriptor.rawValue),
                    try SystemCall.status(of: descriptor.rawValue).linkCount == 1
                {
                    return TemporaryFile(descriptor: descriptor, name: name)
                }
            } catch .fileExists {
                continue
            } catch {
                try? SystemCall.unlink(name, in: directory)
                throw FileError("make a temporary file", path, error)
            }
        }
        throw FileError(
            .busy,
            "other processes keep writing \(target.path.printable); run again when they are done"
        )
    }

    /// Removes the temporary files that killed writers of the same target left.
    static func sweep(beside target: borrowing ReplacementTarget) throws(FileError) {
        let prefix = prefix(of: target.name)
        for name in try target.directory.names()
        where name.hasPrefix(prefix) && name.bytes.count == prefix.count + digits {
            try removeIfAbandoned(name, in: target.directory)
        }
    }

    private static func removeIfAbandoned(
        _ name: FileName,
        in directory: borrowing OpenDirectory
    ) throws(FileError) {
        guard let status = try directory.status(of: name), status.type == .regular, status.uid == geteuid()
        else {
            return
        }
        do {
            let descriptor = try SystemCall.open(
                name.nullTerminated,
                in: directory.descriptor.rawValue,
                .beneath,
                FileContents.openFlags
            )
            guard try SystemCall.lock(descriptor.rawValue) else { return }
            try SystemCall.unlink(name, in: directory.descriptor.rawValue)
        } catch .noSuchFileOrDirectory {
            return
        } catch {
            throw FileError("remove the left-over", directory.path(of: name), error)
        }
    }

    private static func prefix(of name: FileName) -> [UInt8] {
        [UInt8(ascii: ".")] + name.bytes + Array(".autohome-".utf8)
    }
}
