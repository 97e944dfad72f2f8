public import FoundationEssentials

/// A plan as it is written to a file for review, together with the digest that names it.
public struct SavedPlan: Sendable, Codable {
    /// The digest of the plan.
    public let digest: String
    /// The plan.
    public let plan: SyncPlan

    /// What every version of a saved plan has.
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
        self.digest = try plan.digest()
    }

    /// The saved form.
    ///
    /// - Throws: what the encoder throws, which no plan makes it do.
    public func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// Reads a saved plan.
    ///
    /// - Parameters:
    ///   - data: the saved form.
    ///   - name: the name of the file, for messages.
    /// - Throws: ``SyncError`` where the text is no plan, is of another form, or was changed after it was sealed.
    public init(decoding data: Data, name: String) throws(SyncError) {
        let saved: SavedPlan
        let digest: String
        do {
            let version = try JSONDecoder().decode(Header.self, from: data).plan.version
            guard version == SyncPlan.currentVersion else {
                throw SyncError(.badPlan, "\(name) was written by another version of autohome; plan again")
            }
            saved = try JSONDecoder().decode(SavedPlan.self, from: data)
            digest = try saved.plan.digest()
        } catch let error as SyncError {
            throw error
        } catch {
            throw SyncError(.badPlan, "\(name) is no saved plan; make one with: autohome plan --out FILE")
        }
        guard saved.digest == digest else {
            throw SyncError(
                .badPlan,
                "\(name) was changed after it was made: its digest does not fit; plan again"
            )
        }
        self = saved
    }
}
