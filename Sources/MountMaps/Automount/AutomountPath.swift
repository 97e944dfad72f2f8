/// A path of a location, made of text that stands for itself and of places where the key goes.
public struct AutomountPath: Sendable, Hashable {
    /// A piece of a path.
    public enum Piece: Sendable, Hashable {
        /// Text that stands for itself, whatever it holds.
        case text(String)
        /// The key that is looked up, written `&`.
        case key
    }

    /// The pieces in order.
    public let pieces: [Piece]

    /// Makes a path of pieces.
    public init(_ pieces: [Piece]) {
        self.pieces = pieces
    }

    /// Makes a path that holds no key.
    public init(_ text: String) {
        self.init([.text(text)])
    }

    /// The path of a directory for each key below a common one: `/srv/home` becomes `/srv/home/&`.
    public static func each(below directory: String) -> AutomountPath {
        AutomountPath([.text(directory.utf8.last == MapByte.slash ? directory : directory + "/"), .key])
    }

    var text: String {
        pieces.reduce(into: "") { text, piece in
            if case .text(let part) = piece { text += part }
        }
    }
}
