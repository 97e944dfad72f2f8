/// The name of a machine as hostname(5) keeps it.
package enum HostNameFile {
    /// The first word of the first line that says anything; nil where none does.
    package static func name(in bytes: [UInt8]) -> [UInt8]? {
        let words = bytes.split(separator: UInt8(ascii: "\n")).map { line in
            line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.prefix {
                $0 > UInt8(ascii: " ")
            }
        }
        return words.first { !$0.isEmpty && $0.first != UInt8(ascii: "#") }.map(Array.init)
    }
}
