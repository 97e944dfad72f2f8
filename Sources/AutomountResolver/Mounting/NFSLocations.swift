import MountMaps
import SourceText

/// A path on a host, as a location of an NFS entry names it.
struct NamedPath {
    let host: [UInt8]
    /// Empty where the text ends before the host has one: it counts among the servers, but nothing is mounted from it.
    let path: [UInt8]
    let weight: Int
}

/// The hosts and paths that the locations of an NFS entry name.
enum NFSLocations {
    /// Takes `host[(weight)][,host…]:path`, repeated, apart; empty items are ignored.
    ///
    /// A host of no bytes is the client itself. A path ends at the last blank before the next `:/`, so
    /// that a path may hold blanks.
    static func parse(_ text: [UInt8]) throws(ResolutionFailure) -> [NamedPath] {
        var hosts: [(host: [UInt8], weight: Int, path: [UInt8]?)] = []
        var rest = text[...]
        while true {
            rest = rest.drop { $0.isASCIIBlank || $0 == MapByte.comma }
            guard let end = delimiter(in: rest) else { break }
            let host = Array(rest[..<end])
            rest = rest[end...]
            let weight = try takeWeight(of: host, from: &rest)
            guard let mark = rest.popFirst() else { break }
            if mark == MapByte.colon, host.isEmpty, weight == nil {
                // A path of the client leaves hosts that still wait for one to the next.
                hosts.append((host, 0, takePath(from: &rest)))
                continue
            }
            if !host.isEmpty { hosts.append((host, weight ?? 0, nil)) }
            guard mark == MapByte.colon else { continue }
            let path = takePath(from: &rest)
            for position in hosts.indices where hosts[position].path == nil { hosts[position].path = path }
        }
        return hosts.map { NamedPath(host: $0.host, path: $0.path ?? [], weight: $0.weight) }
    }

    private static func takeWeight(
        of host: [UInt8],
        from rest: inout ArraySlice<UInt8>
    ) throws(ResolutionFailure) -> Int? {
        guard rest.first == UInt8(ascii: "(") else { return nil }
        guard let close = rest.firstIndex(of: UInt8(ascii: ")")) else {
            throw ResolutionFailure(
                .badLocation,
                "the weight of \(shown(host)) has no closing parenthesis",
                help: "write the weight as host(1):/path"
            )
        }
        let weight = number(rest[(rest.startIndex + 1)..<close])
        // Whatever byte comes next ends the host as a comma would, unless it is the colon before a path.
        rest = rest[(close + 1)...]
        return weight
    }

    /// Where a host ends: at a weight, a comma or a blank, or at the colon before a path where no such byte
    /// stands before the first colon.
    private static func delimiter(in text: ArraySlice<UInt8>) -> Int? {
        let first = text.firstIndex { "(, \t:".utf8.contains($0) }
        guard let first, text[first] == MapByte.colon else { return first }
        return text[first...].indices.dropLast().first { offset in
            text[offset] == MapByte.colon && text[offset + 1] == MapByte.slash
        }
    }

    /// Takes a path: up to the last blank before the next `:/`, if there is one.
    private static func takePath(from rest: inout ArraySlice<UInt8>) -> [UInt8] {
        let nextPath = rest.indices.dropLast().first { offset in
            rest[offset] == MapByte.colon && rest[offset + 1] == MapByte.slash
        }
        guard let nextPath, let blank = rest[..<nextPath].lastIndex(where: \.isASCIIBlank) else {
            // Without a blank before the next one automount reads the path again, as locations.
            defer { if nextPath == nil { rest = rest.suffix(0) } }
            return Array(rest)
        }
        defer { rest = rest[(blank + 1)...] }
        return Array(rest[..<blank])
    }

    /// A decimal number as atoi(3) reads it: 0 where there is none.
    private static func number(_ text: ArraySlice<UInt8>) -> Int {
        let digits = text.drop(while: \.isASCIISpace).prefix(while: \.isASCIIDigit)
        return digits.reduce(0) { min($0 * 10 + Int($1 - UInt8(ascii: "0")), 1 << 31) }
    }
}
