import SourceText

/// How a path is written in a table.
enum ExportPathText {
    /// The path with escapes wherever a byte would not mean itself.
    ///
    /// exportfs scans what its escapes give once more, so a backslash that three octal digits follow would become
    /// an escape even when itself escaped. The last of those digits is escaped too: a byte that comes out of an
    /// escape completes none.
    /// What is not UTF-8 is escaped as a whole, so that the line is.
    static func written(_ path: [UInt8]) -> String {
        var text: [UInt8] = []
        let last: UInt8 = String(validating: path, as: UTF8.self) == nil ? 0x7E : 0xFF
        for (index, byte) in path.enumerated() {
            let means =
                byte > .blank && byte <= last && byte != 0x7F && byte != .quote && byte != .hash
                && byte != .backslash
            if means, !completesEscape(path, index) {
                text.append(byte)
            } else {
                text += EtabText.escape(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The path as exportfs compares it: several slashes are one, and none stands at the end.
    static func compared(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let slash = UInt8(ascii: "/")
        var previous: UInt8 = 0
        let isPlain = path.allSatisfy { byte in
            defer { previous = byte }
            return byte != slash || previous != slash
        }
        if isPlain, path.count < 2 || path.last != slash { return path }
        var plain: [UInt8] = []
        for byte in path where byte != slash || plain.last != byte { plain.append(byte) }
        if plain.count > 1, plain.last == slash { plain.removeLast() }
        return plain[...]
    }

    private static func completesEscape(_ path: [UInt8], _ index: Int) -> Bool {
        guard index >= 3, path[index - 3] == .backslash, path[index - 2] <= 0x33 else { return false }
        return path[(index - 2)...index].allSatisfy(\.isASCIIOctalDigit)
    }
}
