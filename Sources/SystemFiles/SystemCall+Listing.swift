import CLinux
import Glibc
package import SystemPackage

extension SystemCall {
    /// The names in a directory, sorted by their bytes; nil if there are more than the limit.
    package static func names(in directory: CInt, limit: Int) throws(Errno) -> [FileName]? {
        // Open it again, so that the position in the directory is not shared with another listing.
        let listing = try open(
            [CChar(bitPattern: UInt8(ascii: ".")), 0],
            in: directory,
            .beneath,
            O_RDONLY | O_DIRECTORY
        )
        var buffer = [UInt8](repeating: 0, count: 32 << 10)
        var names: [FileName] = []
        while true {
            let count = try repeating { CLinux_getdents64(listing.rawValue, &buffer, buffer.count) }
            if count == 0 { return names.sorted() }
            collect(from: buffer[..<count], into: &names)
            if names.count > limit { return nil }
        }
    }

    /// Reads records of `struct linux_dirent64`: inode and offset with 8 bytes each, the record's length in
    /// 2, the type in 1, and the name up to its NUL.
    private static func collect(from records: ArraySlice<UInt8>, into names: inout [FileName]) {
        var start = records.startIndex
        while start + 19 < records.endIndex {
            let length = Int(records[start + 16]) | Int(records[start + 17]) << 8
            guard length > 19, start + length <= records.endIndex else { return }
            let name = records[(start + 19)..<(start + length)].prefix { $0 != 0 }
            // FileName refuses `.` and `..`, and accepts all other names that the kernel lists.
            if let name = try? FileName(bytes: Array(name)) { names.append(name) }
            start += length
        }
    }
}
