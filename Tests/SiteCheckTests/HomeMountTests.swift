import MountMaps
import SiteCheck
import SourceText
import Testing

/// Which mounts are taken for homes, and which accounts for local ones.
@Suite struct HomeMountTests {
    private static func found(_ text: String, kind: SiteKind = .files, directories: Set<String> = [])
        -> [Diagnostic]
    {
        var site = ExampleSite(text)
        site.kind = kind
        site.directories.formUnion(directories)
        let read = Site(reading: site)
        let own = read.checkedTexts(perFlavor: .perFlavor).flatMap {
            $0.findings(nfsUtils: "2.6.2").report.diagnostics
        }
        return own + read.reports().flatMap(\.diagnostics)
    }

    private static func warnsOfHomes(_ text: String) -> Bool {
        found(text).contains { $0.rule.code == "MAP023" }
    }

    @Test(arguments: [
        ("/home", "* srv:/x/&", true), ("/users", "* -rw srv:/x/&", true), ("/u", "* srv:/x/&", true),
        ("/home2", "* srv:/x/&", true), ("/home/students", "* srv:/students/&", true),
        ("/export/Home", "* srv:/x/&", true),
        ("/apps", "* -ro srv:/apps/&", false), ("/data", "* srv:/data/&", false),
        ("/opt/spack", "* srv:/opt/spack/&", false),
        ("/homework", "* srv:/x/&", false), ("/srv/u", "* srv:/x/&", false),
        ("/data", "* srv:/home/&", false),
        ("/home", "* -nosuid,nodev srv:/x/&", false),
    ]) func `a wildcard serves homes where its mount point is one for homes`(
        point: String,
        entry: String,
        homes: Bool
    ) {
        let text = "# /etc/auto.master\n\(point) /etc/auto.x\n# /etc/auto.x\n\(entry)\n"
        #expect(Self.warnsOfHomes(text) == homes)
    }

    @Test(arguments: [
        ("/home/ann srv:/x/ann", true), ("/users/ann -rw srv:/x", true), ("/data/ann srv:/x", false),
        ("/home/ann -nosuid,nodev srv:/x", false), ("/apps/r -ro srv:/r", false),
    ]) func `a direct entry serves a home where its path is one`(entry: String, homes: Bool) {
        let text = "# /etc/auto.master\n/- /etc/auto.direct\n# /etc/auto.direct\n\(entry)\n"
        #expect(Self.warnsOfHomes(text) == homes)
    }

    @Test func `homes are where accounts have them, whatever the name`() {
        let maps =
            "# /etc/auto.master\n/data /etc/auto.data\n# /etc/auto.data\n* srv:/data/&\n# /etc/passwd\n"
        #expect(Self.warnsOfHomes(maps + "ann:x:1001:100::/data/ann:/bin/bash\n"))
        #expect(!Self.warnsOfHomes(maps + "db:x:101:100::/data/db:/usr/sbin/nologin\n"))
    }

    @Test func `a map below a mount point for homes serves homes`() {
        let maps =
            "# /etc/auto.master\n/home /etc/auto.home\n# /etc/auto.home\nphys -fstype=autofs file:/etc/auto.phys\n"
        #expect(Self.warnsOfHomes(maps + "# /etc/auto.phys\n* srv:/phys/&\n"))
    }

    @Test(arguments: [
        ("auto.home", "* srv:/x/&\n", true), ("auto_home2", "* srv:/x/&\n", true),
        ("auto.x", "* srv:/export/home/&\n", true),
        ("auto.apps", "* srv:/apps/&\n", false), ("auto.homework", "* srv:/x/&\n", false),
    ]) func `in a map by itself the names decide whether a wildcard serves homes`(
        name: String,
        text: String,
        homes: Bool
    ) {
        let map = AutomountMapDocument(SourceFile(name: "maps/\(name)", text: text))
        #expect(map.diagnostics(use: .indirect).contains { $0.rule.code == "MAP023" } == homes)
    }

    private static let homes =
        "# /etc/auto.master\n/home /etc/auto.home\n# /etc/auto.home\n* -nosuid,nodev srv:/h/&\n"
    private static let account = "# /etc/passwd\nann:x:1001:100::/home/ann:/bin/bash\n"

    @Test func `a mount point hides the home of a local account only where that home is on the disk`() {
        let codes = { (directories: Set<String>) in
            Self.found(Self.homes + Self.account, kind: .image, directories: directories).map(\.rule.code)
        }
        #expect(codes(["/home"]) == [])
        #expect(codes(["/home", "/home/bob"]) == [])
        #expect(codes(["/home", "/home/ann"]) == ["SYS016"])
    }

    @Test func `in a checkout a local home outside the mount points is only noted`() {
        let text = Self.homes + "# /etc/passwd\nadm:x:1001:100::/localhome/adm:/bin/bash\n"
        #expect(Self.found(text).map(\.severity) == [.note])
        #expect(Self.found(text, kind: .image).map(\.severity) == [.error])
    }

    @Test(arguments: [
        "\u{feff}* srv:/home/&\n", "* srv:/home/&\n",
    ]) func `UTF-16 is named as what it is, in a map and in a master map`(text: String) {
        for isBig in [false, true] {
            let bytes = text.utf16.flatMap { unit in
                isBig ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            }
            let map = AutomountMapDocument(SourceFile(name: "auto.home", bytes: bytes))
            let master = MasterMapDocument(SourceFile(name: "auto.master", bytes: bytes))
            for found in [map.diagnostics(use: .indirect), master.diagnostics()] {
                #expect(found.contains { $0.message.contains("UTF-16") })
            }
        }
    }
}
