/// How changes in a directory can be noticed.
public enum ChangeFeed: String, Sendable, Codable, CaseIterable {
    /// By RFC 4533, which also reports removals reliably.
    case contentSynchronisation = "content-synchronisation"
    /// By RFC 4533 for additions and changes, and by complete reads for removals.
    ///
    /// The plug-in of 389 Directory Server loses removals, and reports none from the time before a connection.
    case contentSynchronisationAndReads = "content-synchronisation-and-reads"
    /// By uSNChanged, whose numbers are those of one domain controller, and by complete reads for removals.
    case updateSequenceNumbers = "update-sequence-numbers"
    /// By complete reads only.
    case reads
}
