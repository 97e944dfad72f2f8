import SourceText

/// Writes and compares the paths of an exports table.
enum ExportPathText {
    /// Writes a path with octal escapes for every byte that is not literal.
    ///
    /// `support/nfs/xio.c: xgettok` scans decoded bytes again, so an escaped backslash followed by three octal digits
    /// would become another escape. To prevent that, the last of these digits is escaped too: the byte of an escape
    /// never completes another one. If the path is not UTF-8, all bytes above 126 are escaped, so that the line is
    /// ASCII.
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

    /// Normalises a path for comparison: repeated slashes become one, and a trailing slash is removed.
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
