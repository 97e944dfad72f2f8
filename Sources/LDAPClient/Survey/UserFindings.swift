public import Accounts

/// What the users of a directory have in common.
public struct UserFindings: Sendable, Hashable {
    /// How many entries were read.
    public var count = 0
    /// The entries below which all of them are, the most populous first; the base of the search if they are all over it.
    public var containers: [CountedText] = []
    /// The attributes that most entries use.
    public var attributes = AttributeNames()
    /// How many entries lack each of these attributes; those that none lacks are left out.
    public var lacking: [String: Int] = [:]
    /// The directories of the homes, the most frequent first; only those in which every part is a plain name.
    public var homePrefixes: [CountedText] = []
    /// The lowest and the highest numeric user id from 1000 on that an account may have; nil if there is none.
    public var numbers: ClosedRange<UInt32>?
    /// How many entries have a numeric user id below 1000.
    public var systemNumbers = 0

    /// Makes the findings about no users at all.
    public init() {}
}
