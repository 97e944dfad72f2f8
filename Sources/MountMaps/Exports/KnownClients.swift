import HostFiles
import SourceText

/// The clients seen so far in a run of exportfs, to find texts that mean the same client:
/// `support/export/client.c: client_lookup`.
struct KnownClients: Sendable {
    /// A client: its number, and the name under which it was first seen.
    struct Identity: Sendable {
        let number: Int
        let name: [UInt8]
        let addresses: [NetworkAddress]
    }

    /// Why a client is left out.
    struct Refusal: Error {
        let kind: ExportsTable.Complaint.Kind
    }

    private struct TextKey: Hashable {
        let kind: ExportClientKind
        let text: [UInt8]
    }

    private var identities: [Identity] = []
    private var byText: [TextKey: Int] = [:]
    private var byAddress: [NetworkAddress: Int] = [:]

    /// Finds or adds a client.
    ///
    /// Hosts that share an address are the same client, case dup-shared-address. Other clients are the same if their
    /// texts differ only in case.
    mutating func take(
        _ text: ArraySlice<UInt8>,
        _ kind: ExportClientKind,
        _ environment: some ExportsEnvironment
    ) -> Result<Identity, Refusal> {
        guard kind != .host else { return takeHost(Array(text), environment) }
        let key = TextKey(kind: kind, text: text.asciiLowercased)
        if let number = byText[key] { return .success(identities[number]) }
        if kind == .subnet {
            do {
                _ = try ExportSubnet(text)
            } catch {
                return .failure(Refusal(kind: .invalidSubnet(error)))
            }
        }
        let identity = add(Array(text), addresses: [])
        byText[key] = identity.number
        return .success(identity)
    }

    private mutating func takeHost(
        _ text: [UInt8],
        _ environment: some ExportsEnvironment
    ) -> Result<Identity, Refusal> {
        let key = TextKey(kind: .host, text: text[...].asciiLowercased)
        if let number = byText[key] { return .success(identities[number]) }
        let host: ResolvedHost
        if let address = NetworkAddress(lenient: text[...]) {
            host = ResolvedHost(name: text, addresses: [address])
        } else if let found = environment.host(named: text), !found.addresses.isEmpty {
            host = found
        } else if environment.mayKnow(host: text) {
            let identity = add(text, addresses: [])
            byText[key] = identity.number
            return .success(identity)
        } else {
            return .failure(Refusal(kind: .unresolvedHost))
        }
        if let number = host.addresses.compactMap({ byAddress[$0] }).min() {
            return .success(identities[number])
        }
        let identity = add(host.name, addresses: host.addresses)
        for address in host.addresses where byAddress[address] == nil { byAddress[address] = identity.number }
        return .success(identity)
    }

    private mutating func add(_ name: [UInt8], addresses: [NetworkAddress]) -> Identity {
        let identity = Identity(number: identities.count, name: name, addresses: addresses)
        identities.append(identity)
        return identity
    }
}
