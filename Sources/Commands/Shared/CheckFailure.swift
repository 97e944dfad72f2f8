import SourceText

/// Why a file could not be checked or fixed.
struct CheckFailure: Encodable {
    /// The file.
    let file: String
    /// The reason.
    let message: String

    init(_ file: String, _ error: any Error) {
        self.init(file, reason: "\(error)")
    }

    init(_ file: String, reason: String) {
        self.file = file
        message = reason
    }
}
