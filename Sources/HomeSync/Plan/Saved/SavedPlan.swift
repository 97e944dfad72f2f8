import FoundationEssentials

/// A plan as it is written to a file for review, together with the digest that names it.
public struct SavedPlan: Sendable {
    /// The name of exactly this plan: SHA-256 of its steps, findings and preconditions, in hexadecimal.
    public let digest: String
    /// The plan.
    public let plan: SyncPlan

    /// The whole file.
    private struct Document: Codable {
        let digest: String
        let plan: EncodedPlan
    }

    /// What a saved plan of every version has.
    private struct Header: Decodable {
        struct Plan: Decodable {
            let version: Int
        }

        let plan: Plan
    }

    /// Seals a plan.
    ///
    /// - Throws: what the encoder throws, which no plan makes it do.
    public init(_ plan: SyncPlan) throws {
        self.plan = plan
        self.digest = try Self.digest(of: EncodedPlan(plan))
    }

    /// The saved form.
    ///
    /// - Throws: what the encoder throws, which no plan makes it do.
    public func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return Array(try encoder.encode(Document(digest: digest, plan: EncodedPlan(plan))) + Data("\n".utf8))
    }

    /// Reads a saved plan.
    ///
    /// - Parameters:
    ///   - bytes: the saved form.
    ///   - name: the name of the file, for messages.
    /// - Throws: ``SyncError`` where the text is not a plan, is of another form, or was changed after it was sealed.
    public init(decoding bytes: [UInt8], name: String) throws(SyncError) {
        let claimed: String
        do {
            let data = Data(bytes)
            let version = try JSONDecoder().decode(Header.self, from: data).plan.version
            guard version == EncodedPlan.currentVersion else {
                throw SyncError(.badPlan, "\(name) was written by another version of autohome; plan again")
            }
            let document = try JSONDecoder().decode(Document.self, from: data)
            claimed = document.digest
            plan = try document.plan.plan()
            digest = try Self.digest(of: document.plan)
        } catch let error as SyncError {
            throw error
        } catch {
            throw SyncError(.badPlan, "\(name) is no saved plan; make one with: autohome plan --out FILE")
        }
        guard claimed == digest else {
            throw SyncError(
                .badPlan,
                "\(name) was changed after it was made: its digest does not fit; plan again"
            )
        }
    }

    private static func digest(of plan: EncodedPlan) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return PlanDigest.text(of: Array(try encoder.encode(plan)))
    }
}
