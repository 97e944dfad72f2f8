import SourceText

/// Netgroups as netgroup(5) gives them: `name (host,user,domain) othergroup …`.
///
/// Read as glibc's file source does: a name begins in the first column, a backslash at the end of a line continues
/// it, the first line of a name counts alone, there are no comments, and a triple that is not closed ends its line.
public struct NetgroupTable: Sendable {
    /// The groups in which a host, in small letters, stands itself.
    private var groupsByHost: [[UInt8]: [Int]] = [:]
    /// The groups with a triple without a host, which is every host.
    private var groupsOfAll: [Int] = []
    /// The groups with any host, their own or another group's.
    private var populated: Set<Int> = []
    /// For every group, the groups that include it.
    private var including: [[Int]] = []
    private var numbers: [[UInt8]: Int] = [:]
    private var isDefined: [Bool] = []
    private var names: [[UInt8]] = []

    /// Reads the text of a netgroup file; time and room grow with its length.
    public init(_ bytes: [UInt8]) {
        var cursor = 0
        while cursor < bytes.count {
            let line = Self.line(bytes, &cursor)
            let name = line.prefix { !$0.isASCIISpace }
            guard !name.isEmpty, name.endIndex < line.endIndex else { continue }
            let number = number(of: Array(name))
            guard !isDefined[number] else { continue }
            isDefined[number] = true
            readMembers(line[name.endIndex...], of: number)
        }
        populated = containing(groupsByHost.values.joined() + groupsOfAll)
    }

    /// Whether a group is defined, with members or without.
    public func defines(_ netgroup: [UInt8]) -> Bool {
        numbers[netgroup].map { isDefined[$0] } ?? false
    }

    /// Whether a group has any member that is, or could be, a host.
    public func hasHosts(_ netgroup: [UInt8]) -> Bool {
        numbers[netgroup].map(populated.contains) ?? false
    }

    /// Every group that a host is in, by itself or through other groups; case does not count.
    public func groups(of host: [UInt8]) -> Set<[UInt8]> {
        let direct = groupsByHost[host.asciiLowercased, default: []]
        return Set(containing(direct + groupsOfAll).map { names[$0] })
    }

    /// Groups with all that include them, in a list instead of by recursion: they may include each other in circles.
    private func containing(_ direct: [Int]) -> Set<Int> {
        var found = Set(direct)
        var waiting = Array(found)
        while let group = waiting.popLast() {
            for other in including[group] where found.insert(other).inserted { waiting.append(other) }
        }
        return found
    }

    private mutating func number(of name: [UInt8]) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = names.count
        names.append(name)
        including.append([])
        isDefined.append(false)
        return names.count - 1
    }

    private mutating func readMembers(_ text: ArraySlice<UInt8>, of group: Int) {
        var rest = text
        while true {
            rest = rest.drop(while: \.isASCIISpace)
            guard let first = rest.first else { return }
            guard first == UInt8(ascii: "(") else {
                let name = rest.prefix { !$0.isASCIISpace }
                including[number(of: Array(name))].append(group)
                rest = rest[name.endIndex...]
                continue
            }
            guard let host = Self.triple(&rest) else { return }
            if host.isEmpty {
                groupsOfAll.append(group)
            } else {
                groupsByHost[host.asciiLowercased, default: []].append(group)
            }
        }
    }

    /// The host of a triple, empty for any; nil where the triple is not closed.
    private static func triple(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let comma = UInt8(ascii: ",")
        guard let first = rest.firstIndex(of: comma),
            let second = rest[(first + 1)...].firstIndex(of: comma),
            let close = rest[(second + 1)...].firstIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let host = rest[(rest.startIndex + 1)..<first].drop(while: \.isASCIISpace)
        rest = rest[(close + 1)...]
        return host.prefix { !$0.isASCIISpace }
    }

    /// The line at a cursor with the lines that continue it, up to a NUL; its LF, where there is one, included.
    private static func line(_ bytes: [UInt8], _ cursor: inout Int) -> ArraySlice<UInt8> {
        var line: [UInt8] = []
        while cursor < bytes.count {
            let end = bytes[cursor...].firstIndex(of: .lineFeed).map { $0 + 1 } ?? bytes.count
            line += bytes[cursor..<end]
            cursor = end
            guard line.last == .lineFeed, line.dropLast().last == .backslash else { break }
            line[(line.count - 2)...] = [.blank]
        }
        return line.prefix { $0 != 0 }
    }
}
