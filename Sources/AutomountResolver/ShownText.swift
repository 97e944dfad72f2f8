import SourceText

/// A name or path for a message, shortened if it is long.
func shownName(_ name: String) -> String {
    printable(name, limit: 200)
}

/// Bytes for a message: in quotes, shortened if they are long.
func shown(_ bytes: some Collection<UInt8>) -> String {
    "'\(printable(bytes, limit: 200))'"
}
