import LDAPEntries
import SourceText

/// An LDIF file that the command line names.
enum LDIFArgument {
    /// The entries of a file.
    ///
    /// - Throws: ``BadLDIFFile`` if the file is not LDIF, or contains changes or values from other files; `FileError` if it cannot be read.
    static func entries(of file: String) throws -> [LDIFEntry] {
        let bytes = try ArgumentPath(file).requiredContents()
        do throws(LDIFError) {
            return try LDIFReader().entries(in: bytes)
        } catch {
            throw BadLDIFFile(file: file, error: error)
        }
    }
}

/// An LDIF file that cannot be used.
struct BadLDIFFile: Error, CustomStringConvertible {
    let file: String
    /// An `LDIFError`, or an `LDAPError` if something is missing.
    let error: any Error

    var description: String { "\(file): \(error)" }
}
