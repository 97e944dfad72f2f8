import CResolver
import Glibc
import SourceText
import Synchronization

/// Finds the LDAP servers of a domain by DNS (RFC 2782), and remembers them as long as DNS allows it.
///
/// DNS can be forged. So a server that it names must prove by its certificate that it belongs to the domain.
final class ServiceLookup: Sendable {
    /// The name servers of this machine (resolv.conf(5)).
    static let system = ServiceLookup(nameServer: nil)

    /// A name server other than those of the machine.
    struct NameServer: Sendable {
        /// The IPv4 address.
        let address: String
        /// The port.
        let port: UInt16
    }

    private static let largestAnswer = 65_535
    /// A forged answer with a long time to live should not last longer.
    private static let longestLifetime: UInt32 = 86_400
    private static let mostRecords = 1_000

    private let nameServer: NameServer?
    private let known = Mutex<[String: ServiceRecords]>([:])

    /// Asks one name server, or those of the machine.
    init(nameServer: NameServer?) {
        self.nameServer = nameServer
    }

    /// The servers of `_ldap._tcp` below a domain.
    ///
    /// The call blocks, up to the limits in resolv.conf(5).
    ///
    /// - Parameter domain: The domain, such as `example.org`.
    /// - Returns: At least one server.
    /// - Throws: `.unreachable` if DNS does not answer, or names no server.
    func records(of domain: String) throws(LDAPError) -> ServiceRecords {
        if let records = known.withLock({ $0[domain] }), records.isCurrent(at: .now) { return records }
        let name = "_ldap._tcp.\(domain)"
        let records = try Self.records(in: try answer(about: name), about: name, at: .now)
        known.withLock { $0[domain] = records }
        return records
    }

    private func answer(about name: String) throws(LDAPError) -> [UInt8] {
        var answer = [UInt8](repeating: 0, count: Self.largestAnswer)
        var failure: Int32 = 0
        let length = CResolver_ask(
            name,
            nameServer?.address,
            nameServer?.port ?? 0,
            &answer,
            answer.count,
            &failure
        )
        guard length >= 0 else { throw Self.failure(failure, errno, name) }
        return Array(answer.prefix(length))
    }

    private static func failure(_ code: Int32, _ number: Int32, _ name: String) -> LDAPError {
        let what =
            switch code {
            case HOST_NOT_FOUND, NO_DATA:
                "does not exist; create SRV records for the LDAP servers, or name them by uris"
            case TRY_AGAIN: "cannot be looked up now: no name server answers, or the one that does has failed"
            case CResolver_internal: "cannot be looked up: \(systemMessage(number))"
            default: "cannot be looked up: the name server refuses the question or answers with an error"
            }
        return LDAPError(.unreachable, "the DNS record \(name) \(what)")
    }

    /// Reads the records in an answer of DNS.
    ///
    /// - Parameters:
    ///   - answer: The message.
    ///   - name: The name that was asked about.
    ///   - time: When it was asked.
    /// - Returns: At least one server.
    /// - Throws: `.unreachable` if the message is malformed, or names no server that can exist.
    static func records(in answer: [UInt8], about name: String, at time: ContinuousClock.Instant)
        throws(LDAPError) -> ServiceRecords
    {
        var room = [CResolver_service](repeating: CResolver_service(), count: mostRecords)
        let count = Int(CResolver_read(answer, answer.count, &room, room.count))
        guard count >= 0 else {
            throw LDAPError(
                .unreachable,
                "the answer of DNS about \(name) is malformed; check the name server"
            )
        }
        guard count <= mostRecords else {
            throw LDAPError(.unreachable, "DNS names more than \(mostRecords) servers in \(name)")
        }
        var records: [ServiceRecord] = []
        for service in room.prefix(count) {
            let record = ServiceRecord(service)
            if record.target.isEmpty { continue }
            guard isHostName(record.target), record.port != 0 else {
                let shown = "'\(printable(record.target, limit: 300))' with port \(record.port)"
                throw LDAPError(
                    .unreachable,
                    "DNS names \(shown) in \(name), which cannot be a server; correct the record"
                )
            }
            records.append(record)
        }
        guard !records.isEmpty else {
            let what =
                count == 0
                ? "no server" : "no server but \".\", which means that the domain has no such service"
            throw LDAPError(
                .unreachable,
                "DNS names \(what) in \(name); correct the records, or name servers by uris"
            )
        }
        let lifetime = min(room.prefix(count).map(\.seconds).min() ?? 0, longestLifetime)
        return ServiceRecords(records: records, expiry: time + .seconds(Int(lifetime)))
    }

    /// Whether a name can be that of a host: letters, digits, hyphens and underscores between dots (RFC 1123).
    static func isHostName(_ name: String) -> Bool {
        let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return name.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && label.first != UInt8(ascii: "-")
                    && label.allSatisfy {
                        $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
                    }
            }
    }
}

extension ServiceRecord {
    fileprivate init(_ service: CResolver_service) {
        var service = service
        let target = withUnsafeBytes(of: &service.target) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        self.init(
            priority: service.priority,
            weight: service.weight,
            port: service.port,
            target: target.hasSuffix(".") ? String(target.dropLast()) : target
        )
    }
}
