/// The file with the name of a machine, hostname(5).
package enum HostNameFile {
    /// Returns the first word of the first line that is not empty or a comment; nil if there is none.
    package static func name(in bytes: [UInt8]) -> [UInt8]? {
        let words = bytes.split(separator: UInt8(ascii: "\n")).map { line in
            line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.prefix {
                $0 > UInt8(ascii: " ")
            }
        }
        return words.first { !$0.isEmpty && $0.first != UInt8(ascii: "#") }.map(Array.init)
    }
}
