package import LDAPEntries
import SourceText

/// Reads the value that stays with an entry when it is renamed or moved, and that no other entry ever gets.
package enum StableID {
    /// Reads the stable id of an entry.
    ///
    /// - Parameters:
    ///   - entry: The entry.
    ///   - attribute: The attribute that holds the id: text, or for `objectGUID` 16 bytes (MS-DTYP section 2.3.4).
    /// - Returns: The id as text; nil if the entry has none, or several.
    package static func text(of entry: LDAPEntry, in attribute: String) -> String? {
        let bytes = bytes(of: entry, in: attribute)
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// The stable id of an entry in UTF-8; empty if the entry has none, or several.
    static func bytes(of entry: LDAPEntry, in attribute: String) -> ArraySlice<UInt8> {
        guard let value = entry.onlyValue(of: attribute), (1...longest).contains(value.count) else {
            return []
        }
        if isHexadecimal(value) {
            return value.contains(where: \.isASCIICapital) ? value.asciiLowercased[...] : value
        }
        if attribute.lowercased() == "objectguid" { return Array((globallyUniqueID(value) ?? "").utf8)[...] }
        return String(validating: value, as: UTF8.self) == nil ? [] : value
    }

    /// The longest id, in bytes; all products have shorter ones.
    private static let longest = 255

    // A UUID is the same in capital letters (RFC 4530 section 2.1); so is nsUniqueId, which has other groups.
    private static func isHexadecimal(_ value: ArraySlice<UInt8>) -> Bool {
        value.count >= 32 && value.allSatisfy { $0.hexDigitValue != nil || $0 == UInt8(ascii: "-") }
    }

    /// The text that Microsoft's tools show: the first three groups are stored with the lowest byte first.
    private static func globallyUniqueID(_ value: ArraySlice<UInt8>) -> String? {
        guard value.count == 16 else { return nil }
        let bytes = Array(value)
        let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
        var text = ""
        for (position, index) in order.enumerated() {
            if [4, 6, 8, 10].contains(position) { text += "-" }
            let digits = String(bytes[index], radix: 16)
            text += digits.utf8.count == 1 ? "0" + digits : digits
        }
        return text
    }
}
