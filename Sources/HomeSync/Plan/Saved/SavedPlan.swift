import FoundationEssentials

/// A plan as it is saved in a file for review, with the digest that identifies it.
public struct SavedPlan: Sendable {
    /// The SHA-256 of the whole plan in hexadecimal, which identifies it.
    public let digest: String
    /// The plan.
    public let plan: SyncPlan
    /// Where and when it was made; nil for a plan that is only shown.
    public let origin: PlanOrigin?

    /// The whole file.
    private struct Document: Codable {
        let digest: String
        let origin: PlanOrigin
        let plan: EncodedPlan
    }

    /// The part that saved plans of all versions have in common.
    private struct Header: Decodable {
        struct Plan: Decodable {
            let version: Int
        }

        let plan: Plan
    }

    /// Computes the digest of a plan.
    ///
    /// - Throws: errors of the encoder, which do not occur for a valid plan.
    public init(_ plan: SyncPlan, from origin: PlanOrigin? = nil) throws {
        self.plan = plan
        self.origin = origin
        self.digest = try Self.digest(of: EncodedPlan(plan))
    }

    /// The saved form.
    ///
    /// - Throws: ``SyncError`` for a plan without an origin; errors of the encoder, which do not occur for a valid plan.
    public func encoded() throws -> [UInt8] {
        guard let origin else { throw SyncError(.badPlan, "a plan without an origin cannot be saved") }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return Array(
            try encoder.encode(Document(digest: digest, origin: origin, plan: EncodedPlan(plan)))
                + Data("\n".utf8)
        )
    }

    /// Reads a saved plan.
    ///
    /// - Parameters:
    ///   - bytes: the saved form.
    ///   - name: the name of the file, for messages.
    /// - Throws: ``SyncError`` if the text is not a plan, has another version, or was changed after it was saved.
    public init(decoding bytes: [UInt8], name: String) throws(SyncError) {
        let claimed: String
        do {
            let data = Data(bytes)
            let version = try JSONDecoder().decode(Header.self, from: data).plan.version
            guard version == EncodedPlan.currentVersion else {
                throw SyncError(
                    .badPlan,
                    "\(name) was written by another version of autohome; make a new plan"
                )
            }
            let document = try JSONDecoder().decode(Document.self, from: data)
            claimed = document.digest
            origin = document.origin
            plan = try document.plan.plan()
            digest = try Self.digest(of: document.plan)
        } catch let error as SyncError {
            throw error
        } catch {
            throw SyncError(.badPlan, "\(name) is not a saved plan; make one with: autohome plan --out FILE")
        }
        guard claimed == digest else {
            throw SyncError(
                .badPlan,
                "\(name) was changed after it was saved: its digest does not match; make a new plan"
            )
        }
    }

    private static func digest(of plan: EncodedPlan) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return PlanDigest.text(of: Array(try encoder.encode(plan)))
    }
}
