import Glibc
import SystemPackage

extension TestDirectory {
    private typealias SetAttribute =
        @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafeRawPointer, Int, CInt) -> CInt
    private typealias GetAttribute =
        @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafeMutableRawPointer, Int) -> Int

    /// Sets an extended attribute.
    package func setAttribute(_ attribute: String, _ value: [UInt8], on name: String) throws {
        // Glibc's module hides setxattr(2) and getxattr(2).
        guard let symbol = dlsym(nil, "setxattr") else { throw Errno.notSupported }
        try check(unsafeBitCast(symbol, to: SetAttribute.self)(full(name), attribute, value, value.count, 0))
    }

    /// The value of an extended attribute; nil if it is missing.
    package func attribute(_ attribute: String, of name: String) -> [UInt8]? {
        guard let symbol = dlsym(nil, "getxattr") else { return nil }
        var value = [UInt8](repeating: 0, count: 4096)
        let count = unsafeBitCast(symbol, to: GetAttribute.self)(full(name), attribute, &value, value.count)
        return count < 0 ? nil : Array(value[..<count])
    }

    /// Sets or clears the immutable attribute with chattr(1).
    package func setImmutable(_ name: String, _ immutable: Bool) throws {
        let command = ["chattr", immutable ? "+i" : "-i", full(name)]
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var child = pid_t()
        let failure = posix_spawnp(&child, "chattr", nil, nil, &arguments, environ)
        if failure != 0 { throw Errno(rawValue: failure) }
        var status: CInt = 0
        try check(waitpid(child, &status, 0))
        if status != 0 { throw Errno.ioError }
    }
}
