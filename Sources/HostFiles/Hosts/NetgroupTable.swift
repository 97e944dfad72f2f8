import SourceText

/// The netgroups of a netgroup(5) file: `name (host,user,domain) othergroup …`.
///
/// Read as by the file source of glibc: a name begins in the first column, a backslash at the end of a line continues
/// it, only the first line of a name counts, there are no comments, and an unclosed triple ends its line.
public struct NetgroupTable: Sendable {
    /// The groups that directly contain a host, by its name in lower case.
    private var groupsByHost: [[UInt8]: [Int]] = [:]
    /// The groups with a triple without a host, which matches every host.
    private var groupsOfAll: [Int] = []
    /// The groups with any host, directly or through another group.
    private var populated: Set<Int> = []
    /// For each group, the groups that include it.
    private var including: [[Int]] = []
    private var numbers: [[UInt8]: Int] = [:]
    private var isDefined: [Bool] = []
    private var names: [[UInt8]] = []

    /// Reads the text of a netgroup file, in time and memory proportional to its length.
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

    /// Whether a group has a member that is or could be a host.
    public func hasHosts(_ netgroup: [UInt8]) -> Bool {
        numbers[netgroup].map(populated.contains) ?? false
    }

    /// Returns every group that contains a host, directly or through other groups; case is ignored.
    public func groups(of host: [UInt8]) -> Set<[UInt8]> {
        let direct = groupsByHost[host.asciiLowercased, default: []]
        return Set(containing(direct + groupsOfAll).map { names[$0] })
    }

    /// Adds to groups all groups that include them, with a list instead of recursion, because includes may be circular.
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

    /// The host of a triple, empty for any host; nil if the triple is not closed.
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

    /// The line at a cursor with the lines that continue it, up to a NUL, including its LF if there is one.
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
