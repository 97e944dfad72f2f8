import Glibc
public import LDAPEntries

/// From where on a server is asked for changed entries.
public enum ChangeMark: Sendable, Hashable {
    /// By time, in seconds since 1970-01-01 UTC.
    case time(Int)
    /// By the numbers that one domain controller gives to changes (MS-ADTS section 3.1.1.1.9).
    case sequence(Int, domainController: String)

    /// How much of the time before is asked for again, in seconds: the difference of clocks that Kerberos allows.
    ///
    /// A change that is replicated keeps its time.
    private static let overlap = 300

    /// Asks for what is modified after a time, in seconds since 1970-01-01 UTC.
    public init(modifiedSince time: Int) {
        self = .time(time - Self.overlap)
    }

    /// Asks for what a domain controller changes after its current state; nil if it does not show that.
    public init?(domainController root: RootDSE) {
        guard let number = root.entry.text(of: "highestCommittedUSN").flatMap({ Int($0) }),
            let name = root.entry.text(of: "dsServiceName")
        else { return nil }
        self = .sequence(number + 1, domainController: name)
    }

    /// The filter for entries that have changed, in the string form of RFC 4515.
    public var filter: String {
        switch self {
        case .time(let time): "(modifyTimestamp>=\(Self.generalizedTime(time)))"
        case .sequence(let number, _): "(uSNChanged>=\(number))"
        }
    }

    /// Whether a later mark counts on from this one: the numbers of another domain controller mean something else, and
    /// smaller ones mean that it was restored.
    public func isContinued(by later: ChangeMark) -> Bool {
        switch (self, later) {
        case (.time, .time): true
        case (.sequence(let number, let server), .sequence(let next, let other)):
            server == other && next >= number
        default: false
        }
    }

    /// A time as RFC 4517 section 3.3.13 writes it, such as `20261129160509Z`.
    static func generalizedTime(_ time: Int) -> String {
        var seconds = time_t(time)
        var utc = tm()
        gmtime_r(&seconds, &utc)
        let fields = [utc.tm_year + 1_900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec]
        return fields.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined() + "Z"
    }
}
