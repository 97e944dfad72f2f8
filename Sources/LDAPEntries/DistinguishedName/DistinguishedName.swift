import SourceText

/// Writes distinguished names (RFC 4514).
public enum DistinguishedName {
    /// The name of an entry directly below another one.
    ///
    /// - Parameters:
    ///   - base: the name of the parent entry, already escaped.
    ///   - attribute: the attribute that names the entry.
    ///   - value: its value; special characters are escaped (section 2.4).
    /// - Returns: the name in its text form.
    public static func child(of base: String, _ attribute: String, _ value: String) -> String {
        "\(attribute)=\(escaped(value))" + (base.isEmpty ? "" : ",\(base)")
    }

    static func escaped(_ value: String) -> String {
        var text: [UInt8] = []
        let bytes = Array(value.utf8)
        let special = Array("\"+,;<>\\".utf8)
        for (index, byte) in bytes.enumerated() {
            let isEdge = index == 0 || index == bytes.count - 1
            let isHidden = byte == .blank && isEdge || byte == UInt8(ascii: "#") && index == 0
            switch byte {
            case 0..<0x20, 0x7F:
                let digits = Array("0123456789ABCDEF".utf8)
                text += [UInt8(ascii: "\\"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            case _ where isHidden || special.contains(byte): text += [UInt8(ascii: "\\"), byte]
            default: text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
