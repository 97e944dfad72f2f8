import CLinux
package import SystemPackage

extension SystemCall {
    /// Attributes that depend on the contents of one file, and are wrong for any other.
    private static let tiedToContents = ["security.ima", "security.evm", "security.capability"].map { name in
        name.utf8.map { CChar(bitPattern: $0) } + [0]
    }

    /// Copies the extended attributes of an open file to another one, see xattr(7).
    ///
    /// - Throws: If any of them cannot be copied, so that an access control list never gets lost.
    package static func copyExtendedAttributes(from source: CInt, to destination: CInt) throws(Errno) {
        for name in try extendedAttributes(of: source) where !tiedToContents.contains(name) {
            // The kernel limits an attribute to 64 KiB.
            var value = [UInt8](repeating: 0, count: 64 << 10)
            let count = try repeating { CLinux_fgetxattr(source, name, &value, value.count) }
            _ = try repeating { CLinux_fsetxattr(destination, name, value, count) }
        }
    }

    private static func extendedAttributes(of file: CInt) throws(Errno) -> [[CChar]] {
        // The kernel limits the list of names to 64 KiB.
        var list = [CChar](repeating: 0, count: 64 << 10)
        do {
            let count = try repeating { CLinux_flistxattr(file, &list, list.count) }
            return list[..<count].split(separator: 0).map { Array($0) + [0] }
        } catch .notSupported {
            return []
        }
    }
}
