import CLinux
package import SystemPackage

extension SystemCall {
    /// Attributes that say something about the contents of one file and do not fit others.
    private static let bound = ["security.ima", "security.evm", "security.capability"].map { name in
        name.utf8.map { CChar(bitPattern: $0) } + [0]
    }

    /// Gives an open file the extended attributes of another one, see xattr(7).
    ///
    /// - Throws: What keeps any of them from being copied: a lost access control list would be a surprise.
    package static func copyExtendedAttributes(from source: CInt, to destination: CInt) throws(Errno) {
        for name in try extendedAttributes(of: source) where !bound.contains(name) {
            // The kernel allows no attribute more than 64 KiB.
            var value = [UInt8](repeating: 0, count: 64 << 10)
            let count = try repeating { CLinux_fgetxattr(source, name, &value, value.count) }
            _ = try repeating { CLinux_fsetxattr(destination, name, value, count) }
        }
    }

    private static func extendedAttributes(of file: CInt) throws(Errno) -> [[CChar]] {
        // The kernel lists no more than 64 KiB of names.
        var list = [CChar](repeating: 0, count: 64 << 10)
        do {
            let count = try repeating { CLinux_flistxattr(file, &list, list.count) }
            return list[..<count].split(separator: 0).map { Array($0) + [0] }
        } catch .notSupported {
            return []
        }
    }
}
