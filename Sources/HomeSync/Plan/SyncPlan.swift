public import Accounts
internal import CNettle
internal import FoundationEssentials

/// What a sync would change, as a value: a person can read it, a machine can compare it, a digest names it.
///
/// Applying does just what stands here. What is refused, disputed or in the way is part of the plan, so that
/// nothing is left out silently.
public struct SyncPlan: Sendable, Hashable, Codable {
    /// The form of this value; a plan of another form is not applied.
    public static let currentVersion = 2

    /// The form in which the plan was written.
    public let version: Int
    /// The directory that stands for `/`: a plan for a golden image is not one for the machine.
    public let root: String
    /// The directory that holds the homes.
    public let homesRoot: String
    /// The homes to make, by name.
    public let homes: [HomeCreation]
    /// The homes that have lines of their own in exports or maps, by name; none where the layout lists no homes.
    public let listedHomes: [String]
    /// The files to change, in the order in which they are written.
    public let files: [FileChange]
    /// Whether the running server is told to read its table of exports again.
    public let reloadsExports: Bool
    /// Whether a running server is asked in the end if it really offers the homes.
    public let verifiesExports: Bool
    /// How many accounts have their home already.
    public let present: Int
    /// The entries that break a rule.
    public let refused: [RefusedEntry]
    /// What several entries claim.
    public let conflicts: [AccountConflict]
    /// What on the disk stands in the way.
    public let obstacles: [Obstacle]

    /// Makes a plan of the current form.
    public init(
        root: String,
        homesRoot: String,
        homes: [HomeCreation],
        listedHomes: [String] = [],
        files: [FileChange],
        reloadsExports: Bool,
        verifiesExports: Bool,
        present: Int,
        refused: [RefusedEntry],
        conflicts: [AccountConflict],
        obstacles: [Obstacle]
    ) {
        self.version = Self.currentVersion
        self.root = root
        self.homesRoot = homesRoot
        self.homes = homes
        self.listedHomes = listedHomes
        self.files = files
        self.reloadsExports = reloadsExports
        self.verifiesExports = verifiesExports
        self.present = present
        self.refused = refused
        self.conflicts = conflicts
        self.obstacles = obstacles
    }

    /// Whether there is nothing to do.
    public var isEmpty: Bool {
        homes.isEmpty && files.isEmpty && !reloadsExports
    }

    /// Whether everybody in the directory is served once the plan is applied.
    public var servesAll: Bool {
        refused.isEmpty && conflicts.isEmpty && obstacles.isEmpty
    }

    /// The name of exactly this plan: SHA-256 of its steps, findings and preconditions, in hexadecimal.
    ///
    /// - Throws: what the encoder throws, which no plan makes it do.
    public func digest() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return Self.sha256(Array(try encoder.encode(self))).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    private static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var context = sha256_ctx()
        nettle_sha256_init(&context)
        nettle_sha256_update(&context, bytes.count, bytes)
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
        nettle_sha256_digest(&context, digest.count, &digest)
        return digest
    }
}
