import Glibc
import SystemPackage

/// The new contents of a file, in a file beside it that waits to be renamed.
///
/// It is named `.NAME.autohome-` and 16 hexadecimal digits: hidden, and with an ending that no tool takes for
/// one of its own files (exportfs reads `*.exports`, automount `*.autofs`). It is locked while its writer
/// lives, so the next write to the same file can tell a left-over from another process's work and removes it.
struct TemporaryFile: ~Copyable {
    private static let digits = 16

    let descriptor: Descriptor
    let name: FileName

    /// Makes an empty file that only its owner may open.
    static func create(beside target: borrowing ReplacementTarget) throws(FileError) -> TemporaryFile {
        let directory = target.directory.descriptor.rawValue
        // Somebody may sweep it away between its creation and its lock: then there is simply another one.
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
            "\(target.path.printable) is being written by others; run again when they are done"
        )
    }

    /// Removes what killed writers of the same target left behind.
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
