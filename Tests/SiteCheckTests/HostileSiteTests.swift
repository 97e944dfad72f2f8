import MountMaps
import SiteCheck
import SourceText
import Testing

@Suite struct `A hostile site` {
    private static let many = 5_000

    private func reports(_ text: String) -> [Report] { Site(reading: ExampleSite(text)).reports() }

    @Test func `limits the findings about 5,000 mounts and exports`() {
        let mounts = (0..<Self.many).map { "\($0) 0 0:\($0) / /t/\($0) rw - zfs t/\($0) rw\n" }.joined()
        let exports = (0..<Self.many).map { "/t/\($0)/\($0) a(rw,no_subtree_check)\n" }.joined()
        let found = reports(
            "# /proc/self/mountinfo\n\(mounts)# /etc/exports\n/t *(ro,no_subtree_check)\n\(exports)"
        )
        let codes = found.flatMap(\.diagnostics).map(\.rule.code)
        #expect(codes.count { $0 == "EXP052" } == 1)
        #expect(codes.count { $0 == "EXP045" } == 999)
        #expect(codes.contains("SYS000"))
    }

    @Test func `checks very deep paths in reasonable time`() {
        let deep = String(repeating: "/a", count: 500)
        let exports = (0..<500).map { "\(deep)/\($0) a(rw,no_subtree_check)\n" }.joined()
        let keys = (0..<500).map { "\(String(repeating: "/b", count: 120))/\($0) s:/x\n" }.joined()
        let text = "# /proc/self/mountinfo\n1 0 8:1 / / rw - ext4 /dev/sda rw\n# /etc/exports\n\(exports)"
        let maps = "# /etc/auto.master\n/- /etc/d\n/b /etc/i\n# /etc/d\n\(keys)# /etc/i\nx s:/x\n"
        let codes = reports(text + maps).flatMap(\.diagnostics).map(\.rule.code)
        #expect(codes.count { $0 == "MST012" } == 500)
    }

    @Test func `checks 300 maps that include each other in reasonable time`() {
        var text = "# /etc/auto.master\n" + (0..<300).map { "/m\($0) /etc/a\($0)\n" }.joined()
        for map in 0..<300 {
            text +=
                "# /etc/a\(map)\nk\(map) s:/x\n"
                + (0..<30).map { "+/etc/a\((map + $0 * 7) % 300)\n" }.joined()
        }
        #expect(reports(text).flatMap(\.diagnostics).isEmpty)
    }

    @Test func `checks huge nsswitch.conf, passwd and fstab files in reasonable time`() {
        let text = """
            # /etc/nsswitch.conf
            automount: \((0..<Self.many).map { _ in "nis [NOTFOUND=continue]" }.joined(separator: " ")) files
            # /etc/auto.master
            /home auto.home
            # /etc/auto.home
            joe srv:/x
            # /etc/passwd
            \((0..<Self.many).map { "u\($0):x:\(1_000 + $0):1::/home/u\($0):/bin/sh\n" }.joined())
            # /etc/fstab
            \((0..<Self.many).map { "/dev/sd\($0) /home/d\($0) ext4 defaults 0 0\n" }.joined())
            """
        let codes = reports(text).flatMap(\.diagnostics).map(\.rule.code)
        #expect(Set(codes) == ["MST017", "SYS000", "SYS015"])
    }

    @Test(
        arguments: [
            [], [0], [0x0A, 0x0A], [0xFF, 0xFE, 0x0A], Array("a".utf8), Array("/ / / / / / - \n".utf8),
            Array("1 2 3 \\777 \\04 x x - - -\n::::::\n[\n]=\n[a\n=\n+\n+dir:\n/\n/-\n".utf8),
        ] as [[UInt8]]
    ) func `reads files of arbitrary bytes`(bytes: [UInt8]) {
        let paths = [
            "/etc/exports", "/etc/exports.d/a.exports", "/etc/auto.master", "/etc/passwd", "/etc/group",
            "/etc/fstab",
            "/etc/nfs.conf", "/etc/idmapd.conf", "/etc/nsswitch.conf", "/etc/autofs.conf",
            "/var/lib/nfs/etab",
            "/proc/self/mountinfo", "/etc/hosts", "/etc/hostname", "/etc/pam.d/x", "/etc/netgroup",
        ]
        var site = ExampleSite("# /etc/auto.master\n")
        for path in paths { site.put(bytes, at: path) }
        let files = Site(reading: site).reports().map(\.file.name)
        #expect(files.allSatisfy { $0.hasPrefix("/etc/") || $0.hasPrefix("/var/") })
    }
}
