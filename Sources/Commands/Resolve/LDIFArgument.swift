import LDAPEntries
import SourceText

/// A file of entries that is named on the command line.
enum LDIFArgument {
    /// The entries of a file.
    ///
    /// - Throws: ``UnfitLDIF`` where the file is no LDIF, `FileError` where it cannot be read.
    static func entries(of file: String) throws -> [LDIFEntry] {
        let bytes = try ArgumentPath(file).requiredContents()
        do throws(LDIFError) {
            return try LDIFReader().entries(in: bytes)
        } catch {
            throw UnfitLDIF(file: file, error: error)
        }
    }
}

/// A file of entries that cannot be used.
struct UnfitLDIF: Error, CustomStringConvertible {
    let file: String
    let error: LDIFError

    var description: String { "\(file): \(error)" }
}
