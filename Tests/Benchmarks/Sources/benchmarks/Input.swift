/// What a file is made of: pieces that are made one after the other while it is written.
///
/// The file is never held as a whole: a process that is started inherits the peak of memory of the one that starts it.
struct Input {
    let head: [UInt8]
    let count: Int
    let piece: (Int) -> [UInt8]

    /// Makes an input of some pieces.
    init(head: String = "", count: Int, _ piece: @escaping (Int) -> [UInt8]) {
        self.head = Array(head.utf8)
        self.count = count
        self.piece = piece
    }

    /// Lines, each from its number.
    static func lines(_ count: Int, head: String = "", _ line: @escaping (Int) -> String) -> Input {
        Input(head: head, count: count) { Array((line($0) + "\n").utf8) }
    }

    /// One byte over and over.
    static func bytes(_ byte: UInt8, megabytes: Int, head: String = "") -> Input {
        Input(head: head, count: megabytes * 1_000) { _ in [UInt8](repeating: byte, count: 1_000) }
    }
}

/// Files as sites have them, of any size.
extension Input {
    /// An indirect map: a key for each user.
    static func map(keys: Int) -> Input {
        .lines(keys) { "\(user($0)) -rw,nosuid,nodev \(source($0))" }
    }

    /// The location of a user's home in such a map.
    static func source(_ number: Int) -> String {
        "srv\(digits(number % 20, 2)).example.org:/export/home/\(number % 100)/\(user(number))"
    }

    /// A map with an error on every line.
    static func wrongMap(keys: Int) -> Input {
        .lines(keys) { line in "\(user(line)) -rw,soft,intr srv\(line % 20)/export/home/\(user(line))" }
    }

    /// An exports table: a line for each user's directory below another one, with four clients.
    static func exports(lines: Int, below root: String) -> Input {
        let options = "(rw,sync,no_subtree_check,sec=krb5p)"
        return .lines(lines) { line in
            let subnets = ["10.\(line % 250).\(line / 250 % 250).0/24", "172.16.\(line % 250).0/24"]
            let clients = subnets + ["@staff", "192.0.2.\(1 + line % 250)"]
            return (["\(root)/\(user(line))"] + clients.map { $0 + options }).joined(separator: " ")
        }
    }

    /// An exports table with an error on every line.
    static func wrongExports(lines: Int) -> Input {
        .lines(lines) { "/export/home/\(user($0)) 10.0.\($0 % 250).0/24 (rw,no_root_squash,frob)" }
    }

    /// The name of a user.
    static func user(_ number: Int) -> String { "user" + digits(number, 6) }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
}
