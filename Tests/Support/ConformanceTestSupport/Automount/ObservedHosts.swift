/// The hosts in the network of the recordings, in the format of hosts(5).
enum ObservedHosts {
    static let text: String = {
        var lines = [
            "127.0.0.1 localhost", "::1 ip6-localhost", "192.0.2.1 client.example.com client",
            "198.51.100.10 server", "198.51.100.9 server.example.com fs.example.com",
            "192.0.2.50 near", "192.0.2.51 near1", "192.0.2.52 near2", "192.0.2.53 near3",
            "2001:db8:1::10 server6", "198.51.100.200 multi", "198.51.100.201 multi",
        ]
        for number in 1...9 {
            lines += [
                "198.51.100.\(10 + number) server\(number)", "198.51.100.\(20 + number) srv\(number)",
                "198.51.100.\(30 + number) nfs\(number)", "198.51.100.\(40 + number) host\(number)",
                "203.0.113.\(number) down\(number)",
            ]
        }
        let names = "alice bob carol a b c d e f x y z foo bar data nas files storage fileserver home www"
        for (offset, name) in names.split(separator: " ").enumerated() {
            lines.append("198.51.100.\(100 + offset) \(name)")
        }
        return lines.joined(separator: "\n")
    }()
}
