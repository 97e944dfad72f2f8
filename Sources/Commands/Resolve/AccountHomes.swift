internal import Accounts
internal import Configuration
import LDAPEntries
internal import SourceText

/// The homes of all accounts, as the directory or an LDIF file has them.
struct AccountHomes {
    /// The paths on clients.
    let paths: [String]
    /// How many entries are refused, or claim what another one claims.
    let refusedCount: Int

    /// Those of the directory that a configuration describes.
    static func inDirectory(_ configuration: Configuration, _ context: CommandContext) async throws
        -> AccountHomes
    {
        let reading = try await configuration.accounts(logger: context.logger)
        return AccountHomes(
            paths: reading.accounts.map(\.homeDirectory),
            refusedCount: reading.refused.count + reading.conflicts.reduce(0) { $0 + $1.dns.count }
        )
    }

    /// Those of the entries of an LDIF file that have a home; the configuration says by which attribute.
    static func inLDIF(_ file: String, _ configuration: Configuration?) throws -> AccountHomes {
        let attribute = (configuration?.rules.attributes ?? AttributeNames()).homeDirectory
        let homes = try LDIFArgument.entries(of: file).flatMap { $0.values(of: attribute) }
        let paths = homes.compactMap { String(validating: $0, as: UTF8.self) }.filter {
            $0.hasPrefix("/") && !$0.utf8.contains(0)
        }
        return AccountHomes(paths: paths, refusedCount: homes.count - paths.count)
    }
}
