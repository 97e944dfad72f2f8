import MountMaps
import SiteCheck
import SourceText
import Testing

@Suite struct `Entries that the resolver judges` {
    private static func found(_ text: String) -> [Diagnostic] {
        CheckedText(CheckedForm.map.kind, SourceFile(name: "auto.x", text: text)).findings(nfsUtils: "2.6.2")
            .report.diagnostics
    }

    /// The findings of the maps of a site, as `check` without files shows them.
    private static func found(inSite text: String) -> [Diagnostic] {
        Site(reading: ExampleSite(text)).checkedTexts(perFlavor: .perFlavor)
            .flatMap { $0.findings(nfsUtils: "2.6.2").report.diagnostics }
    }

    @Test(arguments: MapEntryRules.all) func `each rule finds its example, and nothing in what corrects it`(
        rule: Rule
    ) {
        #expect(Self.found(rule.example).contains { $0.rule == rule })
        #expect(!Self.found(rule.corrected).contains { $0.rule == rule })
    }

    @Test(arguments: [
        "a -fstype=fuse.sshfs,rw user@host:data", "b -fstype=fuse.rclone,rw remote:bucket/dir",
        "c -rw server:",
        "d -rw server:rel/path", "e - server:/e", "f -fstype=cifs //filer/share", "g -rw server:~/h",
        "h -fstype=nfs,vers=3 \\\n   h-1 server:/export1 \\\n   h-2 server:/export2",
        "i / server1:/ usr server1:/usr",
        "/mnt/pool/films  -fstype=fuse,allow_other  mergerfs#/mnt/a/films:/mnt/b/films",
        "k -fstype=bind /srv/k", "k -fstype=ext4 /dev/sdb1", "k -fstype=iso9660,ro,loop /srv/k.iso",
        "k srv(1:/k", "k é:/k", "* -fstype=cifs //filer/&", "k srv:/a /sub", "k ,srv:/k",
        "b -rw, hard server:/b", "j -fstype=nfs,rw,vers=4.2 -o nosuid server:/j", "n -ro host1 :/a",
        "k -fstype=cifs, rw ://filer/k", "k a:/x my dir b:/y",
    ]) func `automount refuses, and check says so once`(line: String) {
        let found = Self.found(line + "\n")
        #expect(found.filter { $0.severity == .error }.count == 1, "\(found.map(\.message))")
        #expect(!found.contains { ["MAP007", "MAP029"].contains($0.rule.code) })
    }

    @Test(arguments: [
        "k -fstype=cifs ://filer/k", "k -fstype=fuse.sshfs :user@host\\:data", "k -fstype=bind :/srv/k",
        "k -fstype=autofs file:/etc/auto.k", "k -ro a,b:/k", "k -ro a(1):/k b(2):/k",
        "k / srv:/k /sub srv:/s",
        "k -fstype=tmpfs :tmpfs", "k \"srv:/my dir\"", "k srv:/a\\\\ b", "k -ro [2001:db8::1]:/k",
        "* -rw,nosuid,nodev srv:/home/&", "k -fstype=ext4 :/dev/sdb1", "k srv:/$USER/$HOST/${ARCH}/$dollar",
        "k -fstype=overlay,lowerdir=/a :overlay",
        "k -fstype=fuse :mergerfs#/mnt/a/films\\:/mnt/b/films",
    ]) func `what automount takes is fine`(line: String) {
        #expect(Self.found(line + "\n").map(\.rule.code) == [])
    }

    @Test(arguments: [
        ("music -fstype=cifs,rw //filer/music", "Put a colon before it: '://filer/music'."),
        ("k -fstype=bind /srv/k", "Put a colon before it: ':/srv/k'."),
        ("k -fstype=fuse.sshfs user@host:data", "has: ':user@host"),
        ("b -rw, hard server:/b", "without a blank after the comma."),
        ("j -rw -o nosuid server:/j", "A map has no -o"),
        ("n -ro host1 :/a", "Remove the blank before the colon."),
    ]) func `the cure fits the entry`(line: String, cure: String) {
        let found = Self.found(line + "\n")
        #expect(found.contains { $0.severity == .error && $0.help.contains(cure) }, "\(found.map(\.help))")
    }

    @Test(arguments: [
        ("server:/$SITE/a", "'$SITE' is not defined"), ("server:/h/${USER:0:1}/b", "no form like"),
        ("-fstype=cifs,username=u,password=s3$cret ://nas/c", "'$cret'"),
        ("server:/p/$/data", "names no variable"),
        ("server:/a${USER", "never closed"),
    ]) func `a variable that is not defined is a warning`(entry: String, message: String) {
        let found = Self.found(inSite: "# /etc/auto.master\n/r /etc/auto.r\n# /etc/auto.r\na \(entry)\n")
        let told = found.filter { $0.rule.code == "MAP047" }
        #expect(told.map(\.severity) == [.warning])
        #expect(
            told.allSatisfy { $0.message.contains(message.replacing("'", with: "\"")) },
            "\(told.map(\.message))"
        )
    }

    private static let plain = "# /etc/auto.master\n/r /etc/auto.r\n# /etc/auto.r\na server:/$SITE/a\n"

    @Test(arguments: [
        "# /etc/auto.master\n/r /etc/auto.r -DSITE=x\n# /etc/auto.r\na server:/$SITE/a\n",
        "# /etc/auto.master\n/r /etc/auto.r\n/q /etc/auto.r -DSITE=x\n# /etc/auto.r\na server:/$SITE/a\n",
        "# /etc/default/autofs\nOPTIONS=\"-t 60 -DSITE=x\"\n" + plain,
        "# /etc/sysconfig/autofs\nOPTIONS='-D SITE=x'\n" + plain,
        "# /etc/auto.master\n/r /etc/auto.r\n# /etc/auto.r\na -fstype=autofs,-DSITE=x file:/etc/auto.s\n"
            + "# /etc/auto.s\nb srv:/$SITE\n",
        "# /etc/auto.master\n/r /etc/auto.r\n# /etc/auto.r\na server:/$USER/$UID/$SHOST/$OSNAME/${HOST}/$timeout\n",
        "# /etc/auto.master\n/r /etc/auto.r\n# /etc/auto.r\na \"server:/$SITE/a\"\nb server:/\\$SITE/b\nc server:/c$\n",
        "# /etc/auto.master\n/r /etc/auto.r\n# /etc/auto.r\na -fstype=cifs,password=\"s3$cret\" ://nas/c\n",
    ]) func `a variable that somebody defines is fine, and so is a dollar that stays`(site: String) {
        #expect(Self.found(inSite: site).map(\.message) == [])
    }

    @Test func `of a map alone, a line out of sight may define a variable`() {
        let found = Self.found("a srv:/$SITE/a\nb $SERVER\nc srv:$ROOT\n")
        #expect(Set(found.map(\.rule.code)) == ["MAP047"])
        #expect(found.map(\.severity) == [.note, .note, .note])
    }
}
