import CSQLite
import SourceText
import SystemPackage

extension Database {
    /// Makes an error of a result code of SQLite (https://sqlite.org/rescode.html).
    ///
    /// - Parameters:
    ///   - result: The extended result code of the last call.
    ///   - operation: What was tried, a verb to follow "cannot", such as "write".
    /// - Returns: The error, which quotes the message of SQLite.
    func failure(_ result: CInt, _ operation: String) -> StoreError {
        let code = code(of: result)
        if code == .damaged { return damage(reason(of: result)) }
        let advice =
            switch code {
            case .cannotOpen: "; check the permissions, and that the file system is writable"
            case .busy: "; another process uses it: wait until that has ended"
            case .full: "; free space on the file system or raise the quota. What was there before is intact"
            case .io: "; check the kernel log for disk errors"
            case .badValue: "; the limit is \(settings.largestRow) bytes"
            default: ""
            }
        return StoreError(code, "cannot \(operation) the store \(shownPath): \(reason(of: result))\(advice)")
    }

    /// Makes an error for contents that are not what was written.
    func damage(_ found: String) -> StoreError {
        StoreError(
            .damaged,
            "the store \(shownPath) is damaged: \(found); move it away: \(format.costOfLoss)"
        )
    }

    var shownPath: String { printable(path.string) }

    private func reason(of result: CInt) -> String {
        let message =
            sqlite3_extended_errcode(handle) == result ? sqlite3_errmsg(handle) : sqlite3_errstr(result)
        return "\(printable(message.map { String(cString: $0) } ?? "")) (result code \(result) of SQLite)"
    }

    private func code(of result: CInt) -> StoreError.Code {
        switch result & 0xff {
        // The SQL is fixed, so an error in it means that the tables are others.
        case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT, SQLITE_ERROR: .damaged
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
        case SQLITE_FULL: .full
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY, SQLITE_AUTH: .cannotOpen
        case SQLITE_TOOBIG: .badValue
        case SQLITE_IOERR: ioCode
        default: .other
        }
    }

    /// SQLite reports a full disk as such only where it writes, and a full quota nowhere.
    private var ioCode: StoreError.Code {
        switch Errno(rawValue: sqlite3_system_errno(handle)) {
        case .noSpace, .diskQuotaExceeded: .full
        default: .io
        }
    }
}
