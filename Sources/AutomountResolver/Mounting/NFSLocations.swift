import MountMaps

/// The hosts and paths that the locations of an NFS entry name.
enum NFSLocations {
    /// Takes `host[(weight)][,host…]:path`, repeated, apart; empty items are ignored.
    ///
    /// A path ends at the last white space before the next colon, so that a path may hold blanks.
    static func parse(_ text: [UInt8]) throws(ResolutionFailure) -> [(host: [UInt8], path: [UInt8], weight: Int)] {
        var result: [(host: [UInt8], path: [UInt8], weight: Int)] = []
        var pending: [(host: [UInt8], weight: Int)] = []
        var rest = text[...]
        while true {
            rest = rest.drop { MapByte.isBlank($0) || $0 == MapByte.comma }
            guard let end = delimiter(in: rest) else { break }
            let host = Array(rest[..<end])
            var weight = 0
            rest = rest[end...]
            if rest.first == UInt8(ascii: "(") {
                guard let close = rest.firstIndex(of: UInt8(ascii: ")")) else {
                    throw ResolutionFailure(
                        .badLocation,
                        "the weight of \(printable(host)) has no closing parenthesis"
                    )
                }
                weight = number(rest[(rest.startIndex + 1)..<close])
                rest = rest[(close + 1)...].drop { $0 != MapByte.colon && $0 != MapByte.comma && !MapByte.isBlank($0) }
            }
            guard let mark = rest.popFirst() else { break }
            pending.append((host, weight))
            guard mark == MapByte.colon else { continue }
            let path = takePath(from: &rest)
            result += pending.map { (host: $0.host, path: path, weight: $0.weight) }
            pending = []
        }
        return result
    }

    /// Where a host ends: at a weight, a comma, a blank or a colon that is not in brackets.
    private static func delimiter(in text: ArraySlice<UInt8>) -> Int? {
        var isBracketed = false
        for (offset, byte) in zip(text.indices, text) {
            switch byte {
            case UInt8(ascii: "["): isBracketed = true
            case UInt8(ascii: "]"): isBracketed = false
            case UInt8(ascii: "("), MapByte.comma, MapByte.space, MapByte.tab: return offset
            case MapByte.colon where !isBracketed: return offset
            default: break
            }
        }
        return nil
    }

    private static func takePath(from rest: inout ArraySlice<UInt8>) -> [UInt8] {
        guard let colon = rest.firstIndex(of: MapByte.colon) else {
            defer { rest = rest.suffix(0) }
            return Array(rest)
        }
        guard let blank = rest[..<colon].lastIndex(where: MapByte.isBlank) else {
            // What follows is read again as a host, which no address has.
            defer { rest = rest.suffix(0) }
            return Array(rest)
        }
        defer { rest = rest[(blank + 1)...] }
        return Array(rest[..<blank])
    }

    /// A decimal number as atoi(3) reads it: 0 where there is none.
    private static func number(_ text: ArraySlice<UInt8>) -> Int {
        let digits = text.drop(while: MapByte.isSpace).prefix(while: MapByte.isDigit)
        return digits.reduce(0) { min($0 * 10 + Int($1 - UInt8(ascii: "0")), 1 << 31) }
    }
}
