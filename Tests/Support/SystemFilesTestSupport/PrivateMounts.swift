import Glibc
import Synchronization
import SystemPackage

/// Mounts in the namespace of one thread, which disappear when the thread ends.
package enum PrivateMounts {
    private final class Work<Value: Sendable>: Sendable {
        let body: @Sendable () throws -> Value
        let result = Mutex<Result<Value, any Error>>(.failure(Errno.notSupported))

        init(_ body: @escaping @Sendable () throws -> Value) {
            self.body = body
        }
    }

    /// Runs the body on a new thread in a new mount namespace.
    package static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) throws -> Value {
        let work = Work<Value> {
            try isolate()
            return try body()
        }
        let start = Start { work.result.withLock { $0 = Result(catching: work.body) } }
        var thread = pthread_t()
        let failure = pthread_create(
            &thread,
            nil,
            { argument in
                if let argument { Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body() }
                return nil
            },
            Unmanaged.passRetained(start).toOpaque()
        )
        if failure != 0 { throw Errno(rawValue: failure) }
        pthread_join(thread, nil)
        return try work.result.withLock { $0 }.get()
    }

    /// Mounts a new tmpfs.
    package static func mountMemory(on path: String, options: String = "") throws {
        try check(mount("tmpfs", path, "tmpfs", 0, options))
    }

    /// Mounts a file or directory in another place, or on itself.
    package static func bind(_ source: String, on path: String) throws {
        try check(mount(source, path, nil, UInt(MS_BIND), nil))
    }

    /// Makes a mount read-only.
    package static func makeReadOnly(_ path: String) throws {
        try check(mount(nil, path, nil, UInt(MS_REMOUNT | MS_RDONLY | MS_BIND), nil))
    }

    private final class Start: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    private static func isolate() throws {
        typealias Unshare = @convention(c) (CInt) -> CInt
        // Glibc's module hides unshare(2).
        guard let symbol = dlsym(nil, "unshare") else { throw Errno.notSupported }
        let newMountNamespace: CInt = 0x20000
        try check(unsafeBitCast(symbol, to: Unshare.self)(newMountNamespace))
        try check(mount(nil, "/", nil, UInt(MS_REC | MS_PRIVATE), nil))
    }

    private static func check(_ result: CInt) throws {
        if result == -1 { throw Errno(rawValue: errno) }
    }
}
