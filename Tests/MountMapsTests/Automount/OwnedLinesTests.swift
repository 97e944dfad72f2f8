import MountMaps
import SourceText
import Testing

@Suite struct OwnedLinesTests {
    private let home = MasterMapLine(mountPoint: "/home", map: "/etc/auto.home")
    private let wildcard = AutomountMapLine(
        key: .wildcard,
        options: ["nosuid"],
        location: .server("nfs", .each(below: "/srv/home"))
    )

    private func master(_ text: String) throws(FileEditError) -> String {
        let file = try MasterMapDocument(SourceFile(name: "auto.master", text: text)).settingOwned([home])
        return String(decoding: file.bytes, as: UTF8.self)
    }

    private func map(_ text: String) throws(FileEditError) -> String {
        let file = try AutomountMapDocument(SourceFile(name: "auto.home", text: text)).settingOwned([wildcard]
        )
        return String(decoding: file.bytes, as: UTF8.self)
    }

    @Test(arguments: ["", "# mine\n", "/data auto.data -ro # note\n+auto.master\n", "/data auto.data"])
    func `keeps a master map and appends the owned line`(text: String) throws {
        let result = try master(text)
        #expect(result.hasPrefix(text))
        #expect(result.contains("\n/home /etc/auto.home\n# END autohome\n"))
        #expect(try master(result) == result)
    }

    @Test(arguments: ["", "joe\tother:/joe\n", "+auto.more\n"])
    func `keeps the other entries of a map and appends the owned line`(text: String) throws {
        let result = try map(text)
        #expect(result.hasPrefix(text))
        #expect(result.contains("\n* -nosuid nfs:/srv/home/&\n# END autohome\n"))
        #expect(try map(result) == result)
    }

    @Test func `replaces only the owned line of a map`() throws {
        let old = try map("joe other:/joe\n") + "ann other:/ann\n"
        let other = AutomountMapLine(key: .wildcard, location: .server("new", .each(below: "/srv/home")))
        let file = try AutomountMapDocument(SourceFile(name: "auto.home", text: old)).settingOwned([other])
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text == old.replacing("* -nosuid nfs:", with: "* new:"))
    }

    @Test func `does not repeat an equal line written by hand`() throws {
        #expect(try master("/home /etc/auto.home --timeout=60\n") == "/home /etc/auto.home --timeout=60\n")
        #expect(try map("* -nosuid nfs:/srv/home/&\n") == "* -nosuid nfs:/srv/home/&\n")
    }

    @Test(arguments: ["/home auto.other\n", "/home/ /etc/auto.homes\n", "/home -null\n"])
    func `reports a conflict with another map for the mount point, and its line`(line: String) {
        let error = #expect(throws: FileEditError.self) { try master("# mine\n\(line)") }
        #expect(error?.code == .conflict)
        #expect(error?.message.hasPrefix("auto.master:2:") == true)
    }

    @Test func `reports a conflict with another wildcard, and its line`() {
        let error = #expect(throws: FileEditError.self) { try map("joe a:/joe\n* old:/home/&\n") }
        #expect(error?.code == .conflict)
        #expect(error?.message.hasPrefix("auto.home:2:") == true)
    }

    @Test(arguments: ["joe other:/joe \\\n", "joe other:/joe \\"])
    func `refuses to append below an unfinished entry of a map`(text: String) {
        let error = #expect(throws: FileEditError.self) { try map(text) }
        #expect(error?.code == .obstructed)
        #expect(error?.message.hasPrefix("auto.home:1:") == true)
    }

    @Test(arguments: ["# note \\\n", "joe \n", "joe \"a b:/x\n", "joe other:/joe\n \n"])
    func `appends below lines that automount drops without joining them`(text: String) throws {
        let result = try map(text)
        #expect(result.hasPrefix(text))
        #expect(result.contains("\n* -nosuid nfs:/srv/home/&\n"))
    }

    @Test func `reports broken markers in a map`() {
        let error = #expect(throws: FileEditError.self) { try map("# BEGIN autohome\n* old:/home/&\n") }
        #expect(error?.code == .brokenMarkers)
    }

    @Test func `removes the owned block of a map when there are no lines`() throws {
        let with = try map("joe other:/joe\n")
        let file = try AutomountMapDocument(SourceFile(name: "auto.home", text: with)).settingOwned([])
        #expect(String(decoding: file.bytes, as: UTF8.self) == "joe other:/joe\n")
    }

    @Test func `refuses owned lines that a master map cannot express`() {
        let line = MasterMapLine(mountPoint: "home", map: "/etc/auto.home")
        let error = #expect(throws: FileEditError.self) {
            try MasterMapDocument(SourceFile(name: "auto.master", text: "")).settingOwned([line])
        }
        #expect(error?.code == .inexpressible)
    }
}
