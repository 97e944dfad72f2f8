/// The path of a location: literal text, and places where the key is inserted.
public struct AutomountPath: Sendable, Hashable {
    /// A piece of a path.
    public enum Piece: Sendable, Hashable {
        /// Literal text, whatever it contains.
        case text(String)
        /// The key that was looked up, written `&`.
        case key
    }

    /// The pieces in order.
    public let pieces: [Piece]

    /// Makes a path from pieces.
    public init(_ pieces: [Piece]) {
        self.pieces = pieces
    }

    /// Makes a path without the key.
    public init(_ text: String) {
        self.init([.text(text)])
    }

    /// The path of one directory for each key below a common directory: `/srv/home` becomes `/srv/home/&`.
    public static func each(below directory: String) -> AutomountPath {
        AutomountPath([.text(directory.utf8.last == MapByte.slash ? directory : directory + "/"), .key])
    }

    var text: String {
        pieces.reduce(into: "") { text, piece in
            if case .text(let part) = piece { text += part }
        }
    }
}
