import SystemFilesTestSupport
import SystemPackage

@testable import StateStore

/// A new directory for the store of a follower.
struct StoreDirectory {
    static let scope: [UInt8] = [1, 2, 3]
    let files: TestDirectory
    let path: FilePath

    init() throws {
        files = try TestDirectory()
        path = FilePath(files.full("follower.db"))
    }

    /// Opens the store, and does not wait for other processes.
    func open(
        scope: [UInt8] = scope,
        cache: Int = FollowerTables.settings.cache
    ) throws(StoreError) -> FollowerTables {
        var settings = FollowerTables.settings
        settings.cache = cache
        settings.busyTimeout = .zero
        return try FollowerTables(at: path, scope: scope, settings: settings)
    }

    /// The bytes of the file.
    func bytes() throws -> [UInt8] {
        try StoreDirectory.bytes(of: path)
    }

    /// The bytes of any file.
    static func bytes(of path: FilePath) throws -> [UInt8] {
        let file = try FileDescriptor.open(path, .readOnly)
        defer { try? file.close() }
        let size = Int(try file.seek(offset: 0, from: .end))
        return try Array(unsafeUninitializedCapacity: size) { buffer, count in
            count = try file.read(fromAbsoluteOffset: 0, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }

    /// Replaces the file.
    func replace(with bytes: some Sequence<UInt8>) throws {
        try StoreDirectory.replace(path, with: bytes)
    }

    /// Replaces any file.
    static func replace(_ path: FilePath, with bytes: some Sequence<UInt8>) throws {
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .truncate],
            permissions: .ownerReadWrite
        )
        defer { try? file.close() }
        try file.writeAll(bytes)
    }

    /// Overwrites a part of the file.
    func overwrite(at offset: Int, with bytes: some Sequence<UInt8>) throws {
        let file = try FileDescriptor.open(path, .writeOnly)
        defer { try? file.close() }
        try file.writeAll(toAbsoluteOffset: Int64(offset), bytes)
    }
}

/// The error that the body throws; nil if it does not throw.
func storeError<Value>(_ body: () throws(StoreError) -> Value) -> StoreError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error
    }
}
