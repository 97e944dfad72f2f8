import SourceText

/// How far a content synchronisation has come, as the server wrote it (RFC 4533 section 2.1.2).
///
/// A cookie is opaque, except that those of OpenLDAP can be compared: `rid=000,sid=001,csn=CSN;CSN`.
public struct SyncCookie: Sendable, Hashable, CustomStringConvertible {
    /// The cookie, to be sent back as it is.
    public let bytes: [UInt8]

    /// Keeps a cookie.
    public init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// The newest changes that it stands for; nil if the server is not OpenLDAP.
    public var state: ReplicaState? {
        let fields = bytes.split(separator: UInt8(ascii: ","))
        guard let field = fields.first(where: { $0.starts(with: "csn=".utf8) }) else { return nil }
        let values = field.dropFirst(4).split(separator: UInt8(ascii: ";"))
        return ReplicaState(contextCSN: values.map { String(decoding: $0, as: UTF8.self) })
    }

    /// This cookie, with what an earlier one stands for beside it.
    ///
    /// With several servers for writes, slapd sends only the newest change of one of them after a refresh
    /// (syncprov_sendresp). Now and then slapd 2.5.13 sends a cookie without any, such as `rid=000`. With that in a
    /// request, it would send everything as new, and name nothing that is gone.
    public func merging(_ earlier: SyncCookie) -> SyncCookie {
        guard let before = earlier.state else { return self }
        guard let state else { return earlier }
        let changes = before.changes.merging(state.changes) { max($0, $1) }
        guard changes != state.changes else { return self }
        let others = bytes.split(separator: UInt8(ascii: ",")).filter { !$0.starts(with: "csn=".utf8) }
            .map { String(decoding: $0, as: UTF8.self) }
        let values = changes.sorted { $0.key < $1.key }.map(\.value).joined(separator: ";")
        return SyncCookie((others + ["csn=\(values)"]).joined(separator: ",").utf8)
    }

    /// Whether everything that another cookie stands for belongs to this one as well; false if that is unknown.
    public func includes(_ other: SyncCookie) -> Bool {
        guard let state, let known = other.state else { return false }
        return state.missing(of: known).isEmpty
    }

    /// Whether it includes another one, and more; false if that is unknown.
    public func isNewer(than other: SyncCookie) -> Bool {
        guard let state, let known = other.state else { return false }
        return includes(other) && !known.missing(of: state).isEmpty
    }

    /// The cookie for a person to read.
    public var description: String { printable(bytes, limit: 500) }
}
