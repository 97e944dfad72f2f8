import AutomountResolver
import Glibc
import SystemFiles
import SystemPackage

/// The autofs that is installed, told without running anything of it.
///
/// Automount carries its version as a text of its own between two zeros, whoever packaged it; the tables of package
/// systems differ, and are far larger.
enum InstalledAutofs {
    // Ten times as large as a build with everything in it.
    private static let limit = 16 << 20
    /// The longest version that is looked for, in bytes.
    private static let longestText = 32

    /// The version of automount below a root; nil where none is installed, or it does not tell.
    static func version(below root: RootDirectory) -> AutofsVersion? {
        let program: FilePath = "/usr/sbin/automount"
        guard (try? root.status(of: program)) != nil else { return nil }
        return try? root.first(in: program, limit: limit, overlap: longestText + 2) { version(in: $0) }
    }

    /// The first text of a program that is a version of autofs 5 or later.
    static func version(in program: [UInt8]) -> AutofsVersion? {
        var start = 2
        // A program has fewer points than zeros.
        while let point = position(of: UInt8(ascii: "."), in: program, from: start) {
            start = point + 1
            guard program[point - 2] == 0, 0x35...0x39 ~= program[point - 1] else { continue }
            let text = program[(point - 1)...].prefix(longestText).prefix { $0 != 0 }
            guard text.endIndex < program.count, program[text.endIndex] == 0 else { continue }
            if let version = AutofsVersion(String(decoding: text, as: UTF8.self)) { return version }
        }
        return nil
    }

    /// Where a byte stands next; found many bytes at a time.
    private static func position(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress else { return nil }
            return memchr(base + start, CInt(byte), bytes.count - start).map { UnsafeRawPointer($0) - base }
        }
    }
}
