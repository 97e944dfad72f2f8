import CLinux
import Glibc
package import SystemPackage

/// The system calls of this module, one function each; a call is repeated if a signal interrupts it.
package enum SystemCall {
    /// Where a path may lead, see openat2(2).
    package enum Resolution {
        /// Only beneath the directory, without links, and on the same mount.
        case beneath
        /// As if the directory were the root: absolute links and `..` cannot leave it.
        case inRoot

        fileprivate var flags: UInt64 {
            switch self {
            case .beneath: SystemCall.beneath
            case .inRoot: SystemCall.inRoot
            }
        }
    }

    private static let beneath =
        UInt64(CLinux_RESOLVE_BENEATH.rawValue) | UInt64(CLinux_RESOLVE_NO_SYMLINKS.rawValue)
        | UInt64(CLinux_RESOLVE_NO_MAGICLINKS.rawValue) | UInt64(CLinux_RESOLVE_NO_XDEV.rawValue)
    private static let inRoot =
        UInt64(CLinux_RESOLVE_IN_ROOT.rawValue) | UInt64(CLinux_RESOLVE_NO_MAGICLINKS.rawValue)

    package static func repeating<Value: SignedInteger>(_ call: () -> Value) throws(Errno) -> Value {
        while true {
            let value = call()
            if value != -1 { return value }
            let error = Errno(rawValue: errno)
            if error != .interrupted { throw error }
        }
    }

    package static func open(
        _ path: UnsafePointer<CChar>,
        in directory: CInt,
        _ resolution: Resolution,
        _ flags: CInt,
        mode: CInterop.Mode = 0
    ) throws(Errno) -> Descriptor {
        // The kernel returns EAGAIN if something was renamed while it resolved a `..`.
        var attempts = 100
        while true {
            do {
                let value = try repeating {
                    CLinux_openat2(directory, path, UInt64(flags), UInt64(mode), resolution.flags)
                }
                return Descriptor(rawValue: value)
            } catch .wouldBlock where attempts > 0 {
                attempts -= 1
            }
        }
    }

    package static func openTrusted(_ path: FilePath, _ flags: CInt) throws(Errno) -> Descriptor {
        Descriptor(
            rawValue: try repeating { path.withPlatformString { Glibc.open($0, flags | O_CLOEXEC) } }
        )
    }

    /// Makes a new plain file for writing; fails if the name is taken, even by a link.
    package static func create(
        _ name: FileName,
        in directory: CInt,
        _ access: CInt = O_WRONLY,
        mode: CInterop.Mode
    ) throws(Errno) -> Descriptor {
        let flags = access | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        return Descriptor(rawValue: try repeating { openat(directory, name.nullTerminated, flags, mode) })
    }

    package static func makeDirectory(_ name: FileName, in directory: CInt, mode: CInterop.Mode) throws(Errno)
    {
        _ = try repeating { mkdirat(directory, name.nullTerminated, mode) }
    }

    package static func makeLink(_ name: FileName, in directory: CInt, target: [CChar]) throws(Errno) {
        _ = try repeating { symlinkat(target, directory, name.nullTerminated) }
    }

    package static func readLink(_ name: FileName, in directory: CInt) throws(Errno) -> [UInt8] {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = try repeating { readlinkat(directory, name.nullTerminated, &buffer, buffer.count) }
        return buffer.prefix(count).map { UInt8(bitPattern: $0) }
    }

    package static func unlink(_ name: FileName, in directory: CInt) throws(Errno) {
        _ = try repeating { unlinkat(directory, name.nullTerminated, 0) }
    }

    package static func removeDirectory(_ name: FileName, in directory: CInt) throws(Errno) {
        _ = try repeating { unlinkat(directory, name.nullTerminated, AT_REMOVEDIR) }
    }

    package static func rename(
        _ name: FileName,
        in source: CInt,
        to newName: FileName,
        in destination: CInt,
        replacing: Bool
    ) throws(Errno) {
        let flags = replacing ? 0 : CLinux_RENAME_NOREPLACE.rawValue
        _ = try repeating {
            CLinux_renameat2(source, name.nullTerminated, destination, newName.nullTerminated, flags)
        }
    }
}
