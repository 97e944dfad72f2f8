/// An entry that was found for a name.
struct FoundEntry {
    /// The text of the entry.
    let value: [UInt8]
    /// The trace rule that says how it was found.
    let rule: TraceRule
    let file: String
    let line: Int?
    /// The key as the map writes it.
    let key: [UInt8]
}
