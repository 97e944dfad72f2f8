import AutomountResolver
import Glibc
import SystemFiles
import SystemPackage

/// Finds the version of the installed autofs without running it.
///
/// The automount program contains its version as a separate string between two zero bytes, in every distribution's
/// package. Package databases differ and are far larger.
enum InstalledAutofs {
    // Ten times the size of a full build.
    private static let limit = 16 << 20
    /// The longest version that is recognised, in bytes.
    private static let longestText = 32

    /// Returns the version of automount below a root; nil if none is installed, or if its version is not found.
    static func version(below root: RootDirectory) -> AutofsVersion? {
        let program: FilePath = "/usr/sbin/automount"
        guard (try? root.status(of: program)) != nil else { return nil }
        return try? root.first(in: program, limit: limit, overlap: longestText + 2) { version(in: $0) }
    }

    /// Returns the first string of a program that is a version of autofs 5 or later.
    static func version(in program: [UInt8]) -> AutofsVersion? {
        var start = 2
        // A program contains fewer dots than zeros.
        while let point = position(of: UInt8(ascii: "."), in: program, from: start) {
            start = point + 1
            guard program[point - 2] == 0, 0x35...0x39 ~= program[point - 1] else { continue }
            let text = program[(point - 1)...].prefix(longestText).prefix { $0 != 0 }
            guard text.endIndex < program.count, program[text.endIndex] == 0 else { continue }
            if let version = AutofsVersion(String(decoding: text, as: UTF8.self)) { return version }
        }
        return nil
    }

    /// The next position of a byte, searched many bytes at a time.
    private static func position(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress else { return nil }
            return memchr(base + start, CInt(byte), bytes.count - start).map { UnsafeRawPointer($0) - base }
        }
    }
}
