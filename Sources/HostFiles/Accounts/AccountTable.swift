/// The lines of passwd(5) or group(5) with their fields; like the C library, it skips invalid lines.
package struct AccountTable {
    private let bytes: [UInt8]
    private let fieldCount: Int

    /// Reads the bytes of `/etc/passwd`.
    package init(passwd bytes: [UInt8]) {
        self.bytes = bytes
        fieldCount = 7
    }

    /// Reads the bytes of `/etc/group`.
    package init(group bytes: [UInt8]) {
        self.bytes = bytes
        fieldCount = 4
    }

    /// Returns the fields of the first line with a name.
    package func line(named name: String) -> [String]? {
        first { $0[0].elementsEqual(name.utf8) }
    }

    /// Returns the fields of the first line with a number, which is the third field in both files.
    package func line(numbered number: Int) -> [String]? {
        first { Self.number($0[2]) == number }
    }

    /// Reads the number of a user or group.
    package static func number(_ field: some Sequence<UInt8>) -> Int? {
        UInt32(String(decoding: Array(field), as: UTF8.self)).map(Int.init)
    }

    private func first(_ isWanted: ([ArraySlice<UInt8>]) -> Bool) -> [String]? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let line = rest.prefix { $0 != UInt8(ascii: "\n") }
            rest = rest.dropFirst(line.count + 1)
            let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            guard fields.count == fieldCount, !fields[0].isEmpty, Self.number(fields[2]) != nil else {
                continue
            }
            if isWanted(fields) { return fields.map { String(decoding: $0, as: UTF8.self) } }
        }
        return nil
    }
}
