package import Glibc
package import SystemFiles
import SystemPackage

/// A new directory for one test, which is removed with its contents.
///
/// Its methods work by path, so that they share nothing with the tested code.
package final class TestDirectory: Sendable {
    package let path: String

    package init() throws {
        var template = Array("/tmp/system-files-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw Errno(rawValue: errno) }
        path = String(cString: made)
        chmod(path, 0o755)
    }

    deinit {
        remove("")
    }

    private func remove(_ name: String) {
        if let status = status(name), status.st_mode & S_IFMT == S_IFDIR {
            for entry in names(name) { remove(name + "/" + entry) }
        }
        Glibc.remove(full(name))
    }

    /// The directory as a root directory.
    package func root() throws(FileError) -> RootDirectory {
        try RootDirectory(FilePath(path))
    }

    /// A subdirectory as an open directory.
    package func open(_ name: String = "/") throws(FileError) -> OpenDirectory {
        try root().openDirectory(FilePath("/" + name))
    }

    package func full(_ name: String) -> String { path + "/" + name }

    package func makeDirectory(_ name: String, mode: mode_t = 0o755) throws {
        try check(mkdir(full(name), mode))
        try check(chmod(full(name), mode))
    }

    package func write(_ name: String, _ text: String, mode: mode_t = 0o644) throws {
        let file = Glibc.open(full(name), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try check(file)
        defer { close(file) }
        let bytes = Array(text.utf8)
        try check(CInt(clamping: Glibc.write(file, bytes, bytes.count)))
        try check(fchmod(file, mode))
    }

    package func link(_ name: String, to target: String) throws {
        try check(symlink(target, full(name)))
    }

    package func makePipe(_ name: String) throws {
        try check(mkfifo(full(name), 0o600))
    }

    package func text(_ name: String) -> String? {
        let file = Glibc.open(full(name), O_RDONLY | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        let count = Glibc.read(file, &buffer, buffer.count)
        return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
    }

    package func status(_ name: String) -> stat? {
        var status = stat()
        return lstat(full(name), &status) == 0 ? status : nil
    }

    package func target(_ name: String) -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink(full(name), &buffer, buffer.count)
        return count < 0
            ? nil : String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The names in a directory, including hidden ones, sorted.
    package func names(_ name: String = "") -> [String] {
        guard let stream = opendir(full(name)) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Everything below a directory: path, type and mode, owner, and contents or target.
    package func tree(_ top: String = "") -> [String] {
        names(top).flatMap { name -> [String] in
            let path = top.isEmpty ? name : top + "/" + name
            guard let status = status(path) else { return [] }
            let contents = target(path).map { " -> " + $0 } ?? text(path).map { " = " + $0 } ?? ""
            let line =
                "\(path) \(String(status.st_mode, radix: 8)) \(status.st_uid):\(status.st_gid)\(contents)"
            return [line] + (status.st_mode & S_IFMT == S_IFDIR ? tree(path) : [])
        }
    }

    package func check(_ result: CInt) throws {
        if result == -1 { throw Errno(rawValue: errno) }
    }
}
