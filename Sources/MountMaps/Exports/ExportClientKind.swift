import SourceText

/// The kinds of client, in the order in which rpc.mountd prefers them: that of the `MCL_` constants of nfs-utils, by
/// which `support/export/cache.c: lookup_export` goes through the exports.
public enum ExportClientKind: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// A host name or address.
    case host
    /// An address with a prefix length or mask.
    case subnet
    /// A host name with `*`, `?` or `[`.
    case wildcard
    /// `@name`.
    case netgroup
    /// Everyone: `*`, or no name.
    case anonymous
    /// `gss/…`, which exports to a security flavor; deprecated, and never matches an address.
    case gss

    /// Determines the kind of a client's text, as `support/export/client.c: client_gettype` does.
    public init(of text: ArraySlice<UInt8>) {
        if text.isEmpty || text.elementsEqual("*".utf8) {
            self = .anonymous
        } else if text.starts(with: "gss/".utf8) {
            self = .gss
        } else if text.first == UInt8(ascii: "@") {
            self = .netgroup
        } else {
            self = Self.scan(text)
        }
    }

    /// Orders hosts first and `gss/` last.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    private static func scan(_ text: ArraySlice<UInt8>) -> Self {
        var index = text.startIndex
        while index < text.endIndex {
            switch text[index] {
            case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["): return .wildcard
            case UInt8(ascii: "/"): return .subnet
            case .backslash: index += 1
            default: break
            }
            index += 1
        }
        return .host
    }
}
