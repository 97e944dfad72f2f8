/// Files as sites have them, of any size.
enum Inputs {
    /// An indirect map: a key for each user.
    static func map(keys: Int) -> [UInt8] {
        text(lines: keys) { line in
            "\(user(line)) -rw,nosuid,nodev srv\(digits(line % 20, 2)).example.org:/export/home/\(line % 100)/\(user(line))"
        }
    }

    /// The same, with an error on every line.
    static func wrongMap(keys: Int) -> [UInt8] {
        text(lines: keys) { line in "\(user(line)) -rw,soft,intr srv\(line % 20)/export/home/\(user(line))" }
    }

    /// An exports table: a line for each directory, with several clients.
    static func exports(_ directories: [String]) -> [UInt8] {
        let options = "(rw,sync,no_subtree_check,sec=krb5p)"
        return text(lines: directories.count) { line in
            let subnets = ["10.\(line % 250).\(line / 250 % 250).0/24", "172.16.\(line % 250).0/24"]
            let clients = subnets + ["@staff", "192.0.2.\(1 + line % 250)"]
            return ([directories[line]] + clients.map { $0 + options }).joined(separator: " ")
        }
    }

    /// An exports table with an error on every line.
    static func wrongExports(lines: Int) -> [UInt8] {
        text(lines: lines) { "/export/home/\(user($0)) 10.0.\($0 % 250).0/24 (rw,no_root_squash,frob)" }
    }

    /// The name of a user.
    static func user(_ number: Int) -> String { "user" + digits(number, 6) }

    /// Lines, each from its number.
    static func text(lines: Int, _ line: (Int) -> String) -> [UInt8] {
        var bytes: [UInt8] = []
        for number in 0..<lines {
            bytes += line(number).utf8
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
}
