import MountMaps
import SiteCheck
import SourceText
import Testing

@Suite struct `Settings of automount` {
    private static func found(_ settings: String) -> [Diagnostic] {
        Site(reading: ExampleSite("# /etc/autofs.conf\n" + settings)).reports().flatMap(\.diagnostics)
    }

    @Test(arguments: [
        ("[ autofs ]\ntimeout = ten\n", "MST035"), ("[ autofs ]\nTIMEOUT=\"10m\"\n", "MST035"),
        ("[ autofs ]\nappend_options = true\n", "MST035"), ("[ autofs ]\nbrowse_mode = \"off\"\n", "MST035"),
        ("[ autofs ]\nno_such_setting = 3\n", "MST036"), ("[ autofs ]\n timeout = 300\n", "MST036"),
        ("[ autofs ]\nlogging = loud\n", "MST035"),
        ("[ autofs ]\nmount_nfs_default_protocol = 5\n", "MST035"), ("DEFAULT_TIMEOUT=ten\n", "MST035"),
    ]) func `that are read as something else, or not at all, are found`(settings: String, code: String) {
        #expect(Self.found(settings).map(\.rule.code) == [code])
    }

    @Test(arguments: [
        "[ autofs ]\ntimeout = 300\nbrowse_mode = \"no\"\nappend_options = \"YES\"\nlogging = debug\n",
        "[ autofs ]\nnegative_timeout = -1\nmount_wait = -1\nmount_verbose = 1\n", "# timeout = ten\n",
        "[ amd ]\nauto_dir = /a\nwhatever = x\n indented = y\n", "[ autofs ]\n # timeout = 5\n",
        "[ autofs ]\nldap_uri = ldap://a\nsearch_base = dc=a\n",
        "DEFAULT_TIMEOUT=300\nDEFAULT_BROWSE_MODE=no\n",
    ]) func `that are read as they stand are fine`(settings: String) {
        #expect(Self.found(settings).isEmpty)
    }

    @Test func `decide whether the options of the master map hold for homes`() {
        let maps =
            "# /etc/auto.master\n/home /etc/auto.home -nosuid,nodev\n# /etc/auto.home\n* -rw server:/h/&\n"
        for (setting, codes) in [("yes", []), ("no", ["MAP023"])] {
            let text = "# /etc/autofs.conf\n[ autofs ]\nappend_options = \"\(setting)\"\n" + maps
            let texts = Site(reading: ExampleSite(text)).checkedTexts(perFlavor: .perFlavor)
            let found = texts.flatMap { $0.findings(nfsUtils: "2.6.2").report.diagnostics }
            #expect(found.map(\.rule.code) == codes)
        }
    }

    @Test func `that a shell reads too may be the unit's`() {
        let site = ExampleSite("# /etc/default/autofs\nOPTIONS=\"-t 60\"\nUSE_MISC_DEVICE=\"yes\"\n")
        #expect(Site(reading: site).reports().flatMap(\.diagnostics).isEmpty)
    }
}
