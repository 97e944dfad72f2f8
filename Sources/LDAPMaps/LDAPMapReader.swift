public import AutomountResolver
import LDAPClient
import LDAPEntries
public import Logging
import SourceText

/// Reads automount maps from LDAP servers, as automount itself would.
///
/// Connections stay open between lookups. A server that could not be used once is not tried again.
public actor LDAPMapReader {
    /// The largest map that is read.
    public struct Limits: Sendable {
        /// The most entries in one answer.
        public var entries: Int
        /// The most bytes of keys, values and names in one answer.
        public var bytes: Int

        /// Sets limits; the defaults are enough for a map of a million users.
        public init(entries: Int = 2_000_000, bytes: Int = 512 << 20) {
            self.entries = entries
            self.bytes = bytes
        }
    }

    private let access: LDAPAccess
    private let limits: Limits
    private let logger: Logger
    private var servers: [[String]: Server] = [:]
    private var places: [LDAPMap: FoundMap] = [:]

    private enum Server {
        case connected(LDAPConnection)
        case failed(String)
    }

    private enum ReadEntries {
        case all([LDAPMapEntry])
        case tooMany
    }

    /// The DN of a map, and the schema with which it was found.
    private struct FoundMap {
        let dn: String
        let schema: LDAPMapSchema
    }

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - access: How to connect, and as whom.
    ///   - limits: The largest map that is read.
    ///   - logger: The log for servers that fail while others are tried.
    public init(access: LDAPAccess, limits: Limits = Limits(), logger: Logger) {
        self.access = access
        self.limits = limits
        self.logger = logger
    }

    /// Looks up a key in a map on the first server that can be used.
    ///
    /// - Parameter lookup: The map and the key.
    /// - Returns: The entries; or the reason why there are none, with the server, the base and the filter.
    public func outcome(of lookup: LDAPLookup) async -> LDAPOutcome {
        do throws(LDAPMapFailure) {
            let connection = try await connection(to: lookup.map.servers)
            guard let place = try await place(of: lookup.map, on: connection) else { return .noSuchMap }
            return .found(
                entries: try await entries(for: lookup, in: place, on: connection),
                schema: place.schema
            )
        } catch {
            return .unavailable(reason: error.reason)
        }
    }

    /// Closes all connections.
    public func close() async {
        for case .connected(let connection) in servers.values { await connection.close() }
        servers.removeAll()
    }

    private func connection(to uris: [String]) async throws(LDAPMapFailure) -> LDAPConnection {
        switch servers[uris] {
        case .connected(let connection): return connection
        case .failed(let reason): throw LDAPMapFailure(reason: reason)
        case nil: break
        }
        do throws(LDAPMapFailure) {
            let connection = try await access.connection(to: uris, logger: logger)
            servers[uris] = .connected(connection)
            return connection
        } catch {
            servers[uris] = .failed(error.reason)
            throw error
        }
    }

    /// The first map below the first base that has one, by the first schema that has one.
    private func place(
        of map: LDAPMap,
        on connection: LDAPConnection
    ) async throws(LDAPMapFailure) -> FoundMap? {
        if let known = places[map] { return known }
        for schema in map.schemas {
            let filter = try MapFilter.map(map.name, schema)
            for base in map.searchBases {
                let request = SearchRequest(base: base, filter: filter, attributes: [schema.mapAttribute])
                guard let dn = try await firstMap(request, schema, on: connection) else { continue }
                let place = FoundMap(dn: dn, schema: schema)
                places[map] = place
                return place
            }
        }
        return nil
    }

    /// The first entry with the attribute of maps; nil if there is none, or if the base does not exist or is not a DN.
    private func firstMap(
        _ request: SearchRequest,
        _ schema: LDAPMapSchema,
        on connection: LDAPConnection
    ) async throws(LDAPMapFailure) -> String? {
        var batches = connection.search(request).makeAsyncIterator()
        do throws(LDAPError) {
            let first = try await batches.next()?.first
            return first.flatMap { $0.values(of: schema.mapAttribute).isEmpty ? nil : $0.dn }
        } catch {
            if error.code == .noSuchBase || error.resultCode == .invalidDNSyntax { return nil }
            throw LDAPMapFailure(error, request)
        }
    }

    private func entries(
        for lookup: LDAPLookup,
        in place: FoundMap,
        on connection: LDAPConnection
    ) async throws(LDAPMapFailure) -> [LDAPMapEntry] {
        let schema = place.schema
        var request = SearchRequest(
            base: place.dn,
            filter: try MapFilter.entries(lookup.keyValues(in: schema), schema),
            attributes: [schema.entryAttribute, schema.valueAttribute]
        )
        let read: ReadEntries
        do throws(LDAPError) {
            read = try await self.read(request, schema, on: connection)
        } catch {
            let isCutOff = error.resultCode == .sizeLimitExceeded || error.resultCode == .adminLimitExceeded
            guard isCutOff, request.pageSize == nil else { throw LDAPMapFailure(error, request) }
            // Like automount, use pages if the server limits the size of an answer.
            request.pageSize = 500
            do throws(LDAPError) {
                read = try await self.read(request, schema, on: connection)
            } catch {
                throw LDAPMapFailure(error, request)
            }
        }
        guard case .all(let entries) = read else {
            throw LDAPMapFailure(
                reason: """
                    the map \(printable(request.base, limit: 300)) exceeds the limit of \(limits.entries) entries or \
                    \(limits.bytes) bytes
                    """
            )
        }
        return entries
    }

    private func read(
        _ request: SearchRequest,
        _ schema: LDAPMapSchema,
        on connection: LDAPConnection
    ) async throws(LDAPError) -> ReadEntries {
        var batches = connection.search(request).makeAsyncIterator()
        var entries: [LDAPMapEntry] = []
        var bytes = 0
        while let batch = try await batches.next() {
            for entry in batch {
                let read = LDAPMapEntry(
                    distinguishedName: entry.dn,
                    keys: entry.values(of: schema.entryAttribute),
                    values: entry.values(of: schema.valueAttribute)
                )
                bytes += (read.keys + read.values).reduce(entry.dn.utf8.count) { $0 + $1.count }
                entries.append(read)
            }
            guard entries.count <= limits.entries, bytes <= limits.bytes else { return .tooMany }
        }
        return .all(entries)
    }
}
