import SourceText

/// Where and when a plan was made.
public struct PlanOrigin: Sendable, Hashable, Codable {
    /// The time, in seconds since 1970-01-01 UTC.
    public let madeAt: Int
    /// The name of the machine.
    public let host: String
    /// The file system of the homes, as `autohome home accept-root` shows it.
    public let fileSystem: String
    /// The path of the LDIF file with the accounts; nil if they were read from LDAP.
    public let ldif: String?

    /// Describes an origin.
    public init(madeAt: Int, host: String, fileSystem: String, ldif: String? = nil) {
        self.madeAt = madeAt
        self.host = host
        self.fileSystem = fileSystem
        self.ldif = ldif
    }

    /// Checks that a plan from here may be applied there and then.
    ///
    /// - Parameters:
    ///   - here: The time, the machine and the file system of now.
    ///   - age: How old the plan may be, in seconds.
    /// - Throws: ``SyncError``: `badPlan`.
    public func check(against here: PlanOrigin, age: Int) throws(SyncError) {
        if let ldif {
            throw SyncError(
                .badPlan,
                "the plan was made from \(printable(ldif)), which may be older than the directory; make a new plan without "
                    + "--ldif"
            )
        }
        guard host == here.host else {
            throw SyncError(
                .badPlan,
                "the plan was made on \(host), and this is \(here.host); make a new plan here"
            )
        }
        guard fileSystem == here.fileSystem else {
            throw SyncError(
                .badPlan,
                "the plan was made for homes on \(fileSystem), and they are on \(here.fileSystem) now; make a new plan"
            )
        }
        let seconds = here.madeAt - madeAt
        guard seconds <= age else {
            throw SyncError(
                .badPlan,
                "the plan is \(Self.shown(seconds)) old, and [safety] plan_age allows \(Self.shown(age)); make a new plan"
            )
        }
        // Clocks of one machine may be set back a little, but not by an hour.
        guard seconds >= -3_600 else {
            throw SyncError(.badPlan, "the plan was made in the future; check the clock, and make a new plan")
        }
    }

    private static func shown(_ seconds: Int) -> String {
        switch seconds {
        case ..<120: "\(seconds) seconds"
        case ..<7_200: "\(seconds / 60) minutes"
        case ..<172_800: "\(seconds / 3_600) hours"
        default: "\(seconds / 86_400) days"
        }
    }
}
