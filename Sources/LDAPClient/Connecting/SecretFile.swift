import Glibc

/// A file with a secret, which only its owner may read.
struct SecretFile {
    let path: String

    private static let largest = 4096

    /// Reads the secret: the bytes of the file, without a final newline.
    ///
    /// An empty password is refused, because a simple bind with one succeeds as anonymous (RFC 4513 section 5.1.2).
    /// Then a missing secret would look as if all accounts had been removed from LDAP.
    func read() throws(LDAPError) -> [UInt8] {
        let descriptor = try open()
        defer { close(descriptor) }
        var bytes: [UInt8]
        do throws(BoundedFile.Failure) {
            bytes = try BoundedFile.contents(of: descriptor, limit: Self.largest)
        } catch {
            throw unusable(error.reason)
        }
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        guard !bytes.isEmpty else { throw unusable("is empty; write the password into it") }
        guard !bytes.contains(0) else {
            throw unusable("contains a NUL byte; write the password into it as text")
        }
        return bytes
    }

    /// Checks type, owner and mode without keeping the file open.
    func check() throws(LDAPError) {
        close(try open())
    }

    private func open() throws(LDAPError) -> Int32 {
        // O_NONBLOCK, so that opening does not block if the file is a FIFO.
        let descriptor = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ELOOP { throw unusable("is a symbolic link; name the file itself") }
            throw unusable("cannot be opened: \(systemMessage(errno))")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            close(descriptor)
            throw unusable("cannot be examined: \(systemMessage(errno))")
        }
        guard let complaint = complaint(about: status) else { return descriptor }
        close(descriptor)
        throw unusable(complaint)
    }

    private func complaint(about status: stat) -> String? {
        if status.st_mode & S_IFMT != S_IFREG { return "is not a regular file" }
        if status.st_uid != 0 && status.st_uid != geteuid() {
            return "belongs to uid \(status.st_uid), who could read and change it; chown it to root"
        }
        if status.st_mode & 0o077 != 0 {
            let mode = String(status.st_mode & 0o7777, radix: 8)
            return "is accessible to its group or to others (mode 0\(mode)); run: chmod 0600 \(path)"
        }
        return nil
    }

    private func unusable(_ what: String) -> LDAPError {
        LDAPError(.badSettings, "the secret file \(path) \(what)")
    }
}
