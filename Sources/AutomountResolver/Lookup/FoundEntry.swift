/// An entry that was found for a name.
struct FoundEntry {
    /// The text of the entry.
    let value: [UInt8]
    /// The rule by which it was found.
    let rule: TraceRule
    let file: String
    let line: Int?
    /// The key as the map spells it.
    let key: [UInt8]
}
