import HostFiles
import SourceText

extension GaneshaExport {
    /// Converts a line of an exports table into an export of Ganesha.
    ///
    /// rpc.mountd prefers some kinds of client to others, while Ganesha takes the first matching block; so the blocks
    /// are written in rpc.mountd's order.
    ///
    /// - Parameters:
    ///   - id: the number of the export, one of ``ids``.
    ///   - line: the line.
    /// - Throws: ``FileEditError`` with the code `inexpressible` for an option, client or number that Ganesha does not
    ///   support.
    public init(id: Int, _ line: ExportLine) throws(FileEditError) {
        guard Self.ids.contains(id) else {
            throw FileEditError(
                .inexpressible,
                "\(printable(line.path)): \(id) is not a valid Export_Id; Ganesha numbers exports from 1 to \(Self.ids.upperBound)."
            )
        }
        guard let path = String(validating: line.path, as: UTF8.self),
            !path.utf8.contains(where: { $0 < 0x20 })
        else {
            throw FileEditError(
                .inexpressible,
                "\(printable(line.path)): Ganesha cannot read a path with control characters or invalid UTF-8."
            )
        }
        let document = ExportsDocument(SourceFile(name: "", text: line.text))
        let clients = document.entries.flatMap(\.clients)
        let ordered = zip(line.grants, clients).enumerated().sorted {
            ($0.element.1.kind, $0.offset) < ($1.element.1.kind, $1.offset)
        }
        var grants: [Grant] = []
        for (grant, client) in ordered.map(\.element) {
            let name = try Self.name(of: grant.client, client.kind)
            let next = try Grant(grant, client.options, name: name)
            if let last = grants.last, last.hasRights(of: next) {
                grants[grants.count - 1] = last.with(name)
            } else {
                grants.append(next)
            }
        }
        self.init(id: id, path: path, grants: grants)
        guard try Self.exports(in: text) == [self] else {
            throw FileEditError(
                .inexpressible,
                "\(printable(path)): the EXPORT block would not be read back unchanged."
            )
        }
    }

    /// Writes a client for Ganesha; a mask becomes a prefix length.
    private static func name(of client: String, _ kind: ExportClientKind) throws(FileEditError) -> String {
        let shown = printable(client, limit: 200)
        guard kind != .gss, client.utf8.allSatisfy(isClientByte) else {
            throw FileEditError(.inexpressible, "Ganesha does not support the client \"\(shown)\".")
        }
        guard kind == .subnet else { return client }
        let bytes = Array(client.utf8)
        guard let subnet = try? ExportSubnet(bytes[...]), case .mask(let mask) = subnet.size else {
            return client
        }
        guard let length = mask.prefixLength else {
            throw FileEditError(
                .inexpressible,
                "Ganesha does not support the subnet \"\(shown)\": the mask has holes."
            )
        }
        return "\(client.prefix { $0 != "/" })/\(length)"
    }

    /// Whether a byte can be part of a client: Ganesha only reads clients without quotes.
    private static func isClientByte(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || "_.:/@*?[]-".utf8.contains(byte)
    }
}

extension GaneshaExport.Grant {
    // Options that Ganesha has parameters for, and options that describe what it always does.
    private static let words: Set<String> = [
        "rw", "ro", "sync", "root_squash", "no_root_squash", "all_squash", "no_all_squash", "secure",
        "insecure",
        "no_subtree_check", "hide", "nocrossmnt", "wdelay", "secure_locks", "auth_nlm", "acl", "no_pnfs",
    ]
    private static let keys = ["sec=", "anonuid=", "anongid="]

    fileprivate init(
        _ grant: ExportLine.Grant,
        _ options: ExportOptions,
        name: String
    ) throws(FileEditError) {
        let client = printable(grant.client, limit: 200)
        for option in grant.options
        where !Self.words.contains(option) && !Self.keys.contains(where: option.hasPrefix) {
            throw FileEditError(
                .inexpressible,
                "\(client): Ganesha cannot express the option \"\(printable(option, limit: 200))\"."
            )
        }
        let flags = options.grants[0].flags
        guard options.grants.allSatisfy({ $0.flags == flags }) else {
            throw FileEditError(
                .inexpressible,
                "\(client): Ganesha gives a client the same rights with every flavor, but the options for \"sec=\" flavors differ."
            )
        }
        let squash: Squash =
            flags.contains(.allSquash) ? .all : flags.contains(.rootSquash) ? .root : Squash.none
        self.init(
            clients: [name],
            isWritable: !flags.contains(.readOnly),
            squash: squash,
            flavors: options.grants.map(\.flavor.canonical),
            needsPrivilegedPort: !flags.contains(.insecurePort),
            anonymousUID: UInt32(bitPattern: options.anonymousUID),
            anonymousGID: UInt32(bitPattern: options.anonymousGID)
        )
    }

    fileprivate func hasRights(of other: Self) -> Bool {
        other.with(clients: clients) == self
    }

    fileprivate func with(_ client: String) -> Self {
        with(clients: clients + [client])
    }

    private func with(clients: [String]) -> Self {
        Self(
            clients: clients,
            isWritable: isWritable,
            squash: squash,
            flavors: flavors,
            needsPrivilegedPort: needsPrivilegedPort,
            anonymousUID: anonymousUID,
            anonymousGID: anonymousGID
        )
    }
}

extension SecurityFlavor {
    /// The name of a flavor that Ganesha knows, for flavors with two names.
    fileprivate var canonical: SecurityFlavor {
        switch self {
        case .unix: .sys
        case .null: .none
        default: self
        }
    }
}

extension NetworkAddress {
    /// The prefix length of a mask; nil if its bits are not contiguous.
    fileprivate var prefixLength: Int? {
        switch self {
        case .v4(let bits):
            let length = (~bits).leadingZeroBitCount
            return length + bits.trailingZeroBitCount >= 32 ? length : nil
        case .v6(let high, let low, _):
            let length = ~high == 0 ? 64 + (~low).leadingZeroBitCount : (~high).leadingZeroBitCount
            let zeros = low == 0 ? 64 + high.trailingZeroBitCount : low.trailingZeroBitCount
            return length + zeros >= 128 ? length : nil
        }
    }
}
