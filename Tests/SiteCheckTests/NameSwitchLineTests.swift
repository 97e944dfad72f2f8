import SiteCheck
import Testing

@Suite struct NameSwitchLineTests {
    private static func codes(_ line: String, master: String = "/home auto.home", settings: String = "")
        -> [String]
    {
        ExampleSite(
            """
            # /etc/nsswitch.conf
            \(line)
            # /etc/autofs.conf
            [ autofs ]
            \(settings)
            # /etc/auto.master
            \(master)
            # /etc/auto.home
            * -nosuid,nodev srv:/home/&

            """
        ).codes()
    }

    @Test(arguments: [
        "automount: [NOTFOUND=return] files", "automount: files [NOTFOUND=return ldap", "automount:",
        "automount: ",
        "automount: files []", "automount: files\nautomount: sss",
    ]) func `a line that automount cannot use is an error`(line: String) {
        #expect(Self.codes(line).contains("MST038"))
    }

    @Test(arguments: [
        "automount: files", "automount: files [NOTFOUND=return] sss", "passwd: files", "automount: files nis",
    ]) func `a line that automount understands is not`(line: String) {
        #expect(!Self.codes(line).contains { ["MST038", "MST039", "MST040"].contains($0) })
    }

    @Test(arguments: ["automount: sssd files", "automount: files dns", "automount: file"])
    func `a word that is no source is a warning`(line: String) {
        #expect(Self.codes(line).contains("MST039") && !Self.codes(line).contains("MST038"))
    }

    @Test(arguments: ["automount: [NOTFOUND=return] files", "automount: sssd files"])
    func `a line that nothing needs does no harm`(line: String) {
        let codes = Self.codes(
            line,
            master: "/home /etc/auto.home",
            settings: "master_map_name = /etc/auto.master"
        )
        #expect(!codes.contains { ["MST038", "MST039", "MST040"].contains($0) })
    }

    @Test(arguments: ["auto.site", "/etc/auto.site"])
    func `a master map that is named and does not exist hides the one that does`(name: String) {
        #expect(Self.codes("automount: files", settings: "master_map_name = \(name)").contains("MST040"))
        #expect(!Self.codes("automount: ldap", settings: "master_map_name = auto.site").contains("MST040"))
    }
}

@Suite struct UnreadMapRuleTests {
    private static func codes(
        _ master: String,
        _ nsswitch: String = "automount: files",
        home: String = "/users/joe"
    ) -> [String] {
        ExampleSite(
            """
            # /etc/nsswitch.conf
            \(nsswitch)
            # /etc/passwd
            joe:x:1001:1001::\(home):/bin/bash
            # /etc/auto.master
            \(master)
            # /etc/auto.home
            joe -nosuid,nodev srv:/home/joe

            """
        ).codes()
    }

    @Test(arguments: [
        ("/home /etc/auto.home\n+yp:auto.master", "automount: files"),
        ("/home /etc/auto.home\n+auto.master", "automount: files nis"),
        ("/home /etc/auto.home\n/- sss:auto.direct", "automount: files"),
        ("/home /etc/auto.home\n+auto.master", "automount: files ldap"),
    ]) func `a home may be below what is not read`(master: String, nsswitch: String) {
        #expect(!Self.codes(master, nsswitch).contains("SYS004"))
    }

    @Test func `a home below no mount point is one where the master map is read as a whole`() {
        #expect(Self.codes("/home /etc/auto.home").contains("SYS004"))
        #expect(Self.codes("/home /etc/auto.home\n+auto.master").contains("SYS004"))
    }

    @Test(arguments: [
        ("/home yp:auto.home", "automount: files", 1),
        ("/home file,amd:/etc/auto.home", "automount: files", 1),
        ("/home auto.home", "automount: files sss", 0), ("/home auto.gone", "automount: files sss", 1),
        ("/home /etc/auto.home\n+yp:auto.more", "automount: files", 1),
        ("/home /etc/auto.home", "automount: ldap", 1),
        ("/home /etc/auto.home\n+auto.master", "automount: files sss", 0),
        ("/net -hosts", "automount: files", 0),
    ]) func `each map that is not read is noted once`(master: String, nsswitch: String, count: Int) {
        let codes = Self.codes(master, nsswitch, home: "/home/joe")
        #expect(codes.count { $0 == "MST037" } == count, "\(codes)")
        #expect(!codes.contains("MST003"))
    }
}
