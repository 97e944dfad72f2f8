import SourceText

extension DistinguishedName {
    /// The name of the entry above another one (RFC 4514 section 2.1).
    ///
    /// - Parameter name: The name as a server wrote it.
    /// - Returns: The rest after the first comma that is not escaped; nil for a name of one part.
    package static func parent(of name: String) -> String? {
        var rest = Array(name.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == .backslash {
                _ = takeEscaped(&rest)
            } else if byte == UInt8(ascii: ",") {
                let parent = rest.drop { $0 == .blank }
                return parent.isEmpty ? nil : String(decoding: parent, as: UTF8.self)
            }
        }
        return nil
    }
}
