import SourceText

/// The accounts of this machine alone: `/etc/passwd`, passwd(5).
struct AccountFile: Sendable {
    /// One account.
    struct Account: Sendable {
        /// The login name.
        let name: [UInt8]
        /// The number; nil where the field holds none.
        let uid: UInt32?
        /// The home directory.
        let home: [UInt8]
        /// The login shell.
        let shell: [UInt8]
        /// Where the line stands.
        let range: Range<Int>

        /// Whether somebody can log in with it.
        var canLogIn: Bool {
            let program = shell.split(separator: .slash).last.map { String(decoding: $0, as: UTF8.self) }
            return !["nologin", "false", "sync", "halt", "shutdown"].contains(program ?? "")
        }

        /// Whether it is the account of a person, by the usual range of numbers.
        var isOrdinary: Bool { (1_000...60_000).contains(uid ?? 0) && canLogIn }
    }

    /// The file.
    let file: SourceFile
    /// The accounts, in order.
    let accounts: [Account]

    /// Reads the file; lines that are no account are left out.
    init(_ file: SourceFile) {
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

/// The groups of this machine alone: `/etc/group`, group(5).
enum GroupFile {
    /// How many groups each name is a member of.
    static func counts(_ file: SourceFile) -> [[UInt8]: Int] {
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
