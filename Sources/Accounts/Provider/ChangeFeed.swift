/// How changes in a directory can be noticed.
public enum ChangeFeed: String, Sendable, Codable, CaseIterable {
    /// By RFC 4533, if the server offers it, which also reports removals; otherwise by ``modificationTimes``.
    case contentSynchronisation = "content-synchronisation"
    /// By asking for what was modified lately, and by complete reads for removals.
    ///
    /// The plug-in of 389 Directory Server for RFC 4533 loses removals, and FreeIPA's covers DNS only.
    case modificationTimes = "modification-times"
    /// By uSNChanged, whose numbers are those of one domain controller, and by complete reads for removals.
    case updateSequenceNumbers = "update-sequence-numbers"
    /// By complete reads only.
    case reads
}
