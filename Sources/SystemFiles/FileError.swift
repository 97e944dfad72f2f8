public import SystemPackage

/// Why something on the disk could not be read or changed.
///
/// If a function of this module throws, it has not changed anything that others can see, unless its own documentation
/// says otherwise.
public struct FileError: Error, Sendable {
    /// The kind of failure.
    public let code: Code
    /// What failed, on which path, and what to do.
    public let message: String
    /// The error number of the system call, if one failed.
    public let errno: Errno?

    /// Makes an error that did not come from a system call.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
        self.errno = nil
    }

    /// Makes an error for a failed system call.
    ///
    /// - Parameters:
    ///   - operation: The operation, a verb to follow "cannot", such as "open".
    ///   - path: The file.
    ///   - errno: The error number of the system call.
    ///   - code: The code; nil to derive it from the error number.
    package init(_ operation: String, _ path: FilePath, _ errno: Errno, code: Code? = nil) {
        self.code = code ?? Code(errno)
        self.errno = errno
        let reason = "cannot \(operation) \(path.printable): \(errno)"
        // Only where root would fail too is there anything else to look for.
        let advice = errno == .permissionDenied ? "run as root" : self.code.advice
        message = advice.map { "\(reason); \($0)" } ?? reason
    }

    /// Runs system calls, and turns a failure into a ``FileError``.
    package static func describing<Value: ~Copyable>(
        _ operation: @autoclosure () -> String,
        _ path: @autoclosure () -> FilePath,
        _ calls: @autoclosure () throws(Errno) -> Value
    ) throws(FileError) -> Value {
        do {
            return try calls()
        } catch {
            throw FileError(operation(), path(), error)
        }
    }
}

extension FileError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
