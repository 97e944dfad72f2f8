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

    private static func completesEscape(_ path: [UInt8], _ index: Int) -> Bool {
        guard index >= 3, path[index - 3] == .backslash, path[index - 2] <= 0x33 else { return false }
        return path[(index - 2)...index].allSatisfy { (0x30...0x37).contains($0) }
    }
}
