import SourceText

/// Bytes for a message: in quotes, cut where they are long.
func shown(_ bytes: some Collection<UInt8>) -> String {
    "'\(printable(bytes, limit: 200))'"
}
