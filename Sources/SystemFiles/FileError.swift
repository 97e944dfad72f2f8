public import SystemPackage

/// Why something on the disk could not be read or changed.
///
/// Every function of this module that throws has changed nothing that a reader could see, unless its own
/// documentation says otherwise.
public struct FileError: Error, Sendable {
    /// What the caller can do about it.
    public let code: Code
    /// What failed, on which path, and what to do.
    public let message: String
    /// The system's own answer, where it gave one.
    public let errno: Errno?

    /// Describes a failure that the system did not report itself.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
        self.errno = nil
    }

    /// Describes a system call that failed.
    ///
    /// - Parameters:
    ///   - operation: What was tried, as it reads after "cannot": "open".
    ///   - path: What it was tried on.
    ///   - errno: The system's answer.
    ///   - code: The code, where the answer means something special here.
    package init(_ operation: String, _ path: FilePath, _ errno: Errno, code: Code? = nil) {
        self.code = code ?? Code(errno)
        self.errno = errno
        let reason = "cannot \(operation) \(path.printable): \(errno)"
        message = self.code.advice.map { "\(reason); \($0)" } ?? reason
    }

    /// Runs system calls and describes the one that fails.
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
