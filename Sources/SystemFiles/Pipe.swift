import CLinux
public import SystemPackage

/// The two ends of a pipe; the caller must close them.
public struct Pipe: Sendable {
    /// The end to read from.
    public let readEnd: FileDescriptor
    /// The end to write to.
    public let writeEnd: FileDescriptor

    /// Makes a pipe whose ends are not inherited by programs that are started in the meantime.
    public init() throws(Errno) {
        var ends: [CInt] = [-1, -1]
        _ = try SystemCall.repeating { CLinux_pipe(&ends) }
        readEnd = FileDescriptor(rawValue: ends[0])
        writeEnd = FileDescriptor(rawValue: ends[1])
    }
}
