import MountMaps
import SourceText

/// A path on a host, as a location of an NFS entry names it.
struct NamedPath {
    let host: [UInt8]
    /// The path; empty if the text ends first.
    ///
    /// Such a host counts among the servers, but nothing is mounted from it.
    let path: [UInt8]
    let weight: Int
}

/// The hosts and paths in the locations of an NFS entry, `host[(weight)][,host…]:path`, repeated.
///
/// The rules, all in `modules/replicated.c` (`parse_location`, `seek_delim`):
/// 1. Hosts of a list wait for the next path, and all that have none get it (`add_path`; cases replicated-001,
///    host-without-path-002).
/// 2. Blanks, tabs and commas before a host are skipped (cases replicated-005, replicated-006).
/// 3. A path without a host is the client's own, and waiting hosts do not get it (`add_local_path`;
///    cases host-without-path-001, rule-local-order-038).
/// 4. A weight is read as by atoi(3). The byte after the closing parenthesis ends the host (cases replicated-018,
///    replicated-021, replicated-024, rule-weight-040, rule-weight-041).
/// 5. A host ends at a weight, comma or blank unless a colon comes first; then it ends at the first `:/`
///    (cases locations-005, host-without-path-006, replicated-026).
/// 6. A path ends at the last blank before the next `:/`, so it may contain blanks (cases replicated-009,
///    replicated-030, multi-mount-058).
/// 7. Without such a blank automount reads the path again, as locations (cases host-without-path-007,
///    host-without-path-008, locations-019).
enum NFSLocations {
    /// The paths in a text, each with its host; a host of no bytes is the client itself.
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
                // The path of the client; hosts that still wait for one get the next path (case host-without-path-001).
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
        // The next byte ends the host as a comma would, unless it is the colon of a path (case replicated-024).
        rest = rest[(close + 1)...]
        return weight
    }

    /// The end of a host: a weight, a comma or a blank, or the colon of a path if the first of these bytes is a colon.
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
            // Without a blank before the next `:/` automount reads the path again, as locations
            // (case host-without-path-007).
            defer { if nextPath == nil { rest = rest.suffix(0) } }
            return Array(rest)
        }
        defer { rest = rest[(blank + 1)...] }
        return Array(rest[..<blank])
    }

    /// A decimal number as atoi(3) reads it: 0 if there is none.
    private static func number(_ text: ArraySlice<UInt8>) -> Int {
        let digits = text.drop(while: \.isASCIISpace).prefix(while: \.isASCIIDigit)
        return digits.reduce(0) { min($0 * 10 + Int($1 - UInt8(ascii: "0")), 1 << 31) }
    }
}
