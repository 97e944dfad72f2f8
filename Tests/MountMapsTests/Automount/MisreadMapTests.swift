import MountMaps
import SourceText
import Testing

/// What a map or master map says to a person and not to automount.
@Suite struct `What automount reads otherwise than it looks` {
    private static func found(_ text: String, _ use: AutomountMapUse = .indirect) -> [Diagnostic] {
        AutomountMapDocument(SourceFile(name: "m", text: text)).diagnostics(use: use)
    }

    private static func codes(_ text: String, _ use: AutomountMapUse = .indirect) -> [String] {
        found(text, use).map(\.rule.code)
    }

    @Test(arguments: [
        ("proj* -rw srv:/p/&\n", AutomountMapUse.indirect), ("*-data -rw srv:/d/&\n", .indirect),
        ("scratch? -rw srv:/s/&\n", .indirect), ("\"*-data\" -rw srv:/d/&\n", .indirect),
        ("/proj/* srv:/p\n", .direct), ("** srv:/x\n", .indirect), ("a*b srv:/x\n", .indirect),
        ("node[1-3] srv:/x\n", .indirect),
    ]) func `a partial wildcard is none`(text: String, use: AutomountMapUse) {
        #expect(Self.codes(text, use) == ["MAP048"])
    }

    @Test(arguments: [
        "* -rw,nosuid,nodev srv:/h/&\n", "\"*\" -rw,nosuid,nodev srv:/h/&\n", "a\\*b srv:/x\n",
        "a[b srv:/x\n",
    ])
    func `a star alone is a wildcard, and one behind a backslash is meant`(text: String) {
        #expect(!Self.codes(text).contains("MAP048"))
    }

    @Test(arguments: ["EX\\alice srv:/alice\n", "EX\\4711 srv:/x\n", "a\\b\\c srv:/x\n"])
    func `a single backslash in a key is lost`(text: String) {
        let found = Self.found(text)
        #expect(found.map(\.rule.code) == ["MAP049"])
        #expect(found[0].help.contains("\\\\"))
    }

    @Test(arguments: [
        "EX\\\\alice srv:/a\n", "mary\\ ann srv:/a\n", "\"EX\\alice\" srv:/a\n", "alice srv:/a\n",
    ])
    func `a key with the backslash that it should have is fine`(text: String) {
        #expect(Self.codes(text).isEmpty)
    }

    @Test(arguments: [
        ("k -ro host1:/a,host2:/b\n", 14), ("m -ro host1:/a, host2:/b\n", 14),
        ("n -ro host1:/a;host2:/b\n", 14),
        ("k -ro host1:/a,\n", 14), ("k -ro a(1):/a,b(2):/b\n", 13), ("k -ro a:/x,y,b:/z\n", 12),
    ]) func `a comma after a path is a part of it`(text: String, place: Int) {
        let found = Self.found(text)
        #expect(found.map(\.rule.code) == ["MAP050"])
        #expect(found.map(\.range) == [place..<place + 1])
    }

    @Test(arguments: [
        "k -ro host1,host2:/b\n", "k -ro a:/x b:/x\n", "k a:/x,y\n", "k -fstype=cifs ://h/x,\n",
        "k a:/x,y/z:w\n",
    ]) func `other commas are fine`(text: String) {
        #expect(Self.codes(text).isEmpty)
    }

    @Test(arguments: [
        ("a -rw,context=\"system_u:object_r:t:s0:c1,c2\" srv:/a\n", "MAP051"),
        ("b -fstype=cifs,username=u,password=\"p,q r\" ://nas/b\n", "MAP051"),
        ("b -fstype=cifs,\"password=p,q\" ://nas/b\n", "MAP051"),
        ("e -fstype=cifs,domain=EX\\corp,username=u ://nas/e\n", "MAP052"),
        ("e -fstype=cifs,domain=EX\\\\corp,username=u ://nas/e\n", "MAP052"),
        ("d -fstype=cifs,username=u,password=a&b ://nas/d\n", "MAP052"),
    ]) func `an option value that does not come through is found`(text: String, code: String) {
        #expect(Self.codes(text) == [code])
    }

    @Test(arguments: [
        "a -rw,context=\"system_u:object_r:t:s0\" srv:/a\n", "a -fstype=cifs,domain=\"EX\\corp\" ://nas/a\n",
        "a -fstype=cifs,domain=EX\\\\\\\\corp ://nas/a\n", "a -fstype=cifs,username=& ://nas/a\n",
        "a -fstype=cifs,password=\"a&b\" ://nas/a\n", "a -fstype=autofs,-Dkey=& file:/etc/auto.sub\n",
        "a -fstype=cifs,credentials=/etc/creds/& ://nas/a\n", "a -\"ro,soft\" srv:/a\n",
    ]) func `an option value that comes through is fine`(text: String) {
        #expect(Self.codes(text).isEmpty)
    }

    @Test(arguments: [
        "* server:/home/$\n", "* srv:/home\n", "* \"srv:/home/&\"\n", "* srv:/p/$/data\n",
        "* -fstype=fuse.sshfs,rw,nodev :backup@nas\\:/pool\n", "* /x server:/a/x /y server:/a/y\n",
    ]) func `a wildcard that gives all names one directory is found`(text: String) {
        #expect(Self.codes(text).contains("MAP010"))
    }

    @Test(arguments: [
        "* -fstype=autofs program:/etc/auto.sub\n", "* -fstype=autofs,-Dkey=& file:/etc/auto.sub\n",
        "* -fstype=tmpfs,size=64m,mode=1777 :tmpfs\n", "* -fstype=bind :/srv/$USER\n",
        "* srv:/home/${USER}\n",
        "* -fstype=overlay,lowerdir=/l,upperdir=/u :overlay\n",
    ]) func `a wildcard whose mounts differ is fine`(text: String) {
        #expect(!Self.codes(text).contains("MAP010"))
    }

    @Test(arguments: [
        ("/b /etc/auto.nas -o ro,timeout=60\n", ["-o", "timeout=60"]),
        ("/d /etc/auto.nas timeout=60\n", ["timeout=60"]),
        ("/e /etc/auto.nas ghost\n", ["ghost"]), ("/e /etc/auto.nas -ghost\n", ["-ghost"]),
        ("/e /etc/auto.nas -timeout=60,ro\n", ["-timeout=60"]),
        ("/e /etc/auto.nas negative-timeout=5\n", ["negative-timeout=5"]),
        ("/e /etc/auto.nas -oro,hard\n", ["-oro"]),
    ]) func `options of mount's and fstab's kind are found in a master map`(text: String, words: [String]) {
        let file = SourceFile(name: "auto.master", text: text)
        let found = MasterMapDocument(file).diagnostics().filter { $0.rule.code == "MST034" }
        #expect(found.map { String(decoding: file.bytes[$0.range], as: UTF8.self) } == words)
    }

    @Test(arguments: [
        "/b /etc/auto.b --timeout=60 ro\n", "/b /etc/auto.b --ghost\n", "/b /etc/auto.b -rw,timeo=60,soft\n",
        "/b /etc/auto.b -t 60 -n 5\n", "/b /etc/auto.b --timeout 60 --negative-timeout=60\n",
        "/b /etc/auto.b -g\n",
    ]) func `automount's own form of its options is fine`(text: String) {
        let found = MasterMapDocument(SourceFile(name: "auto.master", text: text)).diagnostics()
        #expect(!found.contains { $0.rule.code == "MST034" })
    }

    @Test func `a line that goes on below is looked at too`() {
        let file = SourceFile(name: "auto.master", text: "/b /etc/auto.b \\\n -o ro\n")
        #expect(MasterMapDocument(file).diagnostics().map(\.rule.code) == ["MST034"])
    }

    @Test func `where options replace those of the master map, homes need their own`() {
        let map = AutomountMapDocument(SourceFile(name: "m", text: "* -rw srv:/home/&\n"))
        let inherited = ["nosuid", "nodev"]
        #expect(map.diagnostics(use: .indirect, inheritedOptions: inherited).isEmpty)
        let found = map.diagnostics(use: .indirect, inheritedOptions: inherited, appendsOptions: false)
        #expect(found.map(\.rule.code) == ["MAP023"])
        let bare = AutomountMapDocument(SourceFile(name: "m", text: "* srv:/home/&\n"))
        #expect(bare.diagnostics(use: .indirect, inheritedOptions: inherited, appendsOptions: false).isEmpty)
    }
}
