package import SourceText

/// The local accounts of a machine: `/etc/passwd`, passwd(5).
package struct AccountFile: Sendable {
    /// One account.
    package struct Account: Sendable {
        /// The login name.
        package let name: [UInt8]
        /// The number; nil if the field does not contain one.
        package let uid: UInt32?
        /// The home directory.
        package let home: [UInt8]
        /// The login shell.
        package let shell: [UInt8]
        /// The range of the line.
        package let range: Range<Int>

        /// Whether the account allows logins.
        package var canLogIn: Bool {
            let program = shell.split(separator: .slash).last.map { String(decoding: $0, as: UTF8.self) }
            return !["nologin", "false", "sync", "halt", "shutdown"].contains(program ?? "")
        }

        /// Whether it has a home; some paths mean that there is none.
        package var hasHome: Bool {
            home.first == .slash && home.count > 1
                && !Self.noHomes.contains(String(decoding: home, as: UTF8.self))
        }

        private static let noHomes: Set<String> = [
            "/nonexistent", "/dev/null", "/var/empty", "/run/nonexistent",
        ]

        /// Whether the number is in the usual range of personal accounts.
        package var isOrdinary: Bool { (1_000...60_000).contains(uid ?? 0) && canLogIn }
    }

    /// The file.
    package let file: SourceFile
    /// The accounts, in order.
    package let accounts: [Account]

    /// Reads the file; invalid lines are ignored.
    package init(_ file: SourceFile) {
        self.file = file
        accounts = file.bytes.split(separator: .lineFeed).compactMap { line in
            let fields = line.split(separator: .colon, maxSplits: 6, omittingEmptySubsequences: false)
            guard fields.count == 7, let first = fields[0].first, first != .hash else { return nil }
            return Account(
                name: Array(fields[0]),
                uid: UInt32(String(decoding: fields[2], as: UTF8.self)),
                home: Array(fields[5]),
                shell: Array(fields[6]),
                range: line.indices
            )
        }
    }
}

/// The local groups of a machine: `/etc/group`, group(5).
package enum GroupFile {
    /// Returns the number of groups that each name is a member of.
    package static func counts(_ file: SourceFile) -> [[UInt8]: Int] {
        var counts: [[UInt8]: Int] = [:]
        for line in file.bytes.split(separator: .lineFeed) where line.first != .hash {
            let fields = line.split(separator: .colon, maxSplits: 3, omittingEmptySubsequences: false)
            guard fields.count == 4 else { continue }
            for name in Set(fields[3].split(separator: UInt8(ascii: ",")).map(Array.init)) {
                counts[name, default: 0] += 1
            }
        }
        return counts
    }
}
