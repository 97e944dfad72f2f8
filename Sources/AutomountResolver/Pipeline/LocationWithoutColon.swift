import MountMaps
import SourceText

/// A first location that begins with a slash, such as `//server/share`: automount takes it for an offset.
struct SlashFirst {
    private let word: ArraySlice<UInt8>
    private let isNFS: Bool

    /// Looks at an entry whose first offset has no location; `nil` where the offset begins with no slash.
    init?(_ text: EntryText, options: [UInt8]) {
        var text = text
        guard text.next == MapByte.slash else { return nil }
        word = text.takeOffset()
        isNFS = MountOptions(options).isNFS
    }

    private var corrected: [UInt8] { [MapByte.colon] + word }

    /// Why the entry is refused.
    var failure: ResolutionFailure {
        ResolutionFailure(
            .badEntry,
            "the location \(shown(word)) begins with a slash: automount takes it for an offset without a location",
            help: isNFS
                ? "write a host and a colon before it, or a colon alone for a path of the client: \(shown(corrected))"
                : "put a colon before it: \(shown(corrected))"
        )
    }
}

extension ResolutionFailure {
    /// The same failure with better help if a colon before the location fixes it: of file systems other than NFS
    /// automount does not look at what follows one.
    func advisingColon(before text: EntryText, options: [UInt8]) -> ResolutionFailure {
        var text = text
        let word = text.takeLocationWord()
        let options = MountOptions(options)
        guard code == .badLocation, !options.isNFS, options.type != "autofs", word.first != MapByte.colon,
            !word.contains(where: \.isASCIISpace), !word.contains(MapByte.quote)
        else { return self }
        let parts = word.split(separator: MapByte.colon, omittingEmptySubsequences: false)
        let corrected = [MapByte.colon] + parts.joined(separator: [MapByte.backslash, MapByte.colon])
        return ResolutionFailure(
            code,
            message,
            help: "put a colon before it, and a backslash before each colon that it has: \(shown(corrected))",
            file: file,
            line: line
        )
    }
}
