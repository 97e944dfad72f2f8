import SourceText

/// Finds the positions of keys in a TOML text, so that a finding about a value can point at it.
///
/// The TOML package gives no positions for text that it parsed successfully. This scan recognises headers (`[a.b]`) and
/// plain or quoted keys at the beginning of a line (`key = …`), which is how configuration files are usually written.
/// For a key written in another way, such as in an inline table, it gives the position of the table that contains it.
/// The tables of an array (`[[a.b]]`) are numbered: the number is the last component of their path.
struct KeyLocator {
    private var ranges: [[String]: Range<Int>] = [:]

    init(_ file: SourceFile) {
        var table: [String] = []
        var counts: [[String]: Int] = [:]
        var start = 0
        while start < file.bytes.count {
            let end = file.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? file.bytes.count
            let first = file.bytes[start..<end].firstIndex { !$0.isASCIIBlank } ?? end
            let line = file.bytes[first..<end]
            if line.first == UInt8(ascii: "[") {
                let inner = line.drop { $0 == UInt8(ascii: "[") }
                table = Self.keys(inner.prefix { $0 != UInt8(ascii: "]") })
                record(table, at: first..<end)
                if line.dropFirst().first == UInt8(ascii: "[") {
                    let index = counts[table, default: 0]
                    counts[table] = index + 1
                    table.append(String(index))
                    record(table, at: first..<end)
                }
            } else if let equals = line.firstIndex(of: UInt8(ascii: "=")) {
                record(table + Self.keys(line[..<equals]), at: Self.trimmed(line[..<equals]))
            }
            start = end + 1
        }
    }

    /// The range of a key, else of the innermost table around it that was found, else the start of the file.
    func range(of path: [String]) -> Range<Int> {
        var path = path
        while !path.isEmpty {
            if let range = ranges[path] { return range }
            path.removeLast()
        }
        return 0..<0
    }

    private mutating func record(_ path: [String], at range: Range<Int>) {
        if ranges[path] == nil { ranges[path] = range }
    }

    private static func keys(_ bytes: ArraySlice<UInt8>) -> [String] {
        bytes.split(separator: UInt8(ascii: ".")).map { part in
            String(decoding: part.filter { !" \t\"'".utf8.contains($0) }, as: UTF8.self)
        }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> Range<Int> {
        let end = bytes.lastIndex { !$0.isASCIIBlank }.map { $0 + 1 } ?? bytes.endIndex
        return bytes.startIndex..<end
    }
}
