/// The pieces of random exports tables.
enum ExportsWords {
    static let directories = ["/srv/home", "/srv/home/alice", "/srv/a b", "/srv/c", "/data"]

    static let hosts = """
        192.0.2.1 h1.example.test h1
        192.0.2.2 h2.example.test h2 alias2
        192.0.2.1 twin.example.test twin
        192.0.2.7 seven.sub.example.test seven
        198.51.100.3 three.example.test three
        2001:db8::7 six.example.test six
        2001:db8::8 both.example.test both
        192.0.2.8 both.example.test both

        """

    static let netgroups = "staff (h1.example.test,,) (three,,)\nempty\n"

    static let pieces =
        [
            "\"", "\\", "\\\n", "\\\n\t ", "\n", "\n\n", "\r\n", "#", " ", "\t", "(", ")", ",", "-", "=", ":",
            "/", "*",
            "?", "[", "]", "@", "+", ".", "..", "'", "\\040", "\\134", "\\000", "\\012", "\\400", "\\04",
            "\\x20",
            "\\134040", "(rw)", "(ro) ", " *(rw)", " -", "- ", "--", "()", ",,", ", ", " ,", "#x\n",
            "/srv/home", "/0",
            "/24", "/128", "::", "0x", "-1", "+1", "4294967296", "99999999999999999999",
        ] + options

    static let options =
        flags + [
            "sec=sys", "sec=krb5", "sec=krb5:krb5i", "sec=none", "sec=unix", "sec=null", "sec=",
            "sec=sys:sys", "sec=x",
            "sec=krb5p:", "sec=:sys", "fsid=0", "fsid=root", "fsid=1", "fsid=0x10", "fsid=010", "fsid=08",
            "fsid=-1",
            "fsid=+3", "fsid= 5", "fsid=", "fsid=4294967296", "fsid=18446744073709551617", "fsid=x",
            "fsid=6a5b1c2d-3e4f-5061-7283-94a5b6c7d8e9", "fsid=aa5b1c2d3e4f50617283 94a5b6c7d8e9", "fsid=0x",
            "fsid=12345678901234567890123456789012", "anonuid=65534", "anonuid=-1", "anonuid=0x10",
            "anonuid=010",
            "anonuid=", "anonuid=99999999999", "anonuid= 7", "anonuid=7x", "anongid=+5", "anongid=4294967294",
            "mp",
            "mountpoint", "mp=/srv", "mp=", "mountpoint=/a b", "refer=/x@h", "refer=", "refer=/a@h1+h2:/b@h3",
            "replicas=/x@h", "replicas=", "squash_uids=1-5", "squash_uids=1,3", "squash_gids=7",
            "squash_uids=5-1",
            "squash_uids=", "squash_uids=-", "squash_uids=1-", "xprtsec=tls", "reexport=none", "rw=", "RW",
            "no_rw",
        ]

    private static let flags = [
        "rw", "ro", "sync", "async", "wdelay", "no_wdelay", "hide", "nohide", "crossmnt", "nocrossmnt",
        "secure",
        "insecure", "root_squash", "no_root_squash", "all_squash", "no_all_squash", "subtree_check",
        "no_subtree_check", "secure_locks", "insecure_locks", "auth_nlm", "no_auth_nlm", "acl", "no_acl",
        "nordirplus",
        "security_label", "pnfs", "no_pnfs",
    ]

    private static let clients = [
        "*", "", "h1", "h2", "twin", "alias2", "H1", "h1.example.test", "both", "six", "192.0.2.1",
        "192.0.2.0/24",
        "192.0.2.0/255.255.255.0", "192.0.2.9/255.0.255.0", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/+24",
        "192.0.2.0/024", "192.0.2.0/", "0.0.0.0/0", "::/0", "2001:db8::/32", "2001:db8::7", "2001:DB8::7",
        "2001:db8::/129",
        "2001:db8::/ffff::", "::ffff:192.0.2.1", "10.0.4", "0xC0000201", "3221225985",
        "1.2.3.4.5", "192.0.2.01", "192.0.2.256", "*.example.test", "h?.example.test", "[a-h]1.*", "[", "**",
        "@staff",
        "@Staff", "@", "@empty", "gss/krb5", "gss/krb5i", "GSS/krb5", "nobody", "-h1", "h1/24", "a\\*b",
        "h1,h2", "h1.",
        "192.0.2.1.", "localhost", "127.0.0.1", "::1", "0", "1", "0.0.0.0", "255.255.255.255",
    ]

    private static let paths = [
        "/srv/home", "/srv/home/", "/srv/home/alice", "/srv/link", "/srv/link/alice", "/srv/loop",
        "/srv/./home",
        "/srv/../srv/home", "//srv//home", "\"/srv/a b\"", "/srv/a\\040b", "/srv/\"a b\"", "/srv/file",
        "/srv/file/x",
        "/srv/none", "/", "/srv", "srv/home", ".", "..", "/data", "/data/", "*", "-", "/srv/a#b",
        "/srv/\\134040",
        "/srv/home/..", "/srv/none/..", "/srv/file/..", "/srv/loop/x", "/srv/link/..",
    ]

    static func line(_ dice: inout Dice) -> String {
        var line = dice.oneIn(12) ? "# comment \(dice.pick(pieces))\n" : ""
        line += dice.pick(paths)
        for _ in 0..<dice.number(0...4) {
            line += dice.pick([" ", "  ", "\t", " \\\n  "])
            if dice.oneIn(6) {
                line += "-" + list(&dice)
            } else {
                line += dice.pick(clients) + (dice.oneIn(5) ? "" : "(" + list(&dice) + ")")
            }
        }
        return line + dice.pick(["\n", "\n", "\n", "\n", " \n", "\r\n", " # end\n", "", "\\\n"])
    }

    private static func list(_ dice: inout Dice) -> String {
        let count = dice.number(0...5)
        let words = (0..<count).map { _ in dice.pick(dice.oneIn(3) ? options : flags) }
        return words.joined(separator: ",") + (dice.oneIn(12) ? "," : "")
    }
}
