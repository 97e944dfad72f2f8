import Glibc
import SystemFilesTestSupport
import SystemPackage
import Testing

@testable import SystemFiles

/// Somebody else at work between the writing of the new contents and the rename.
@Suite struct ReplacementRaceTests {
    let directory: TestDirectory
    let root: RootDirectory

    init() throws {
        directory = try TestDirectory()
        try directory.makeDirectory("etc")
        try directory.makeDirectory("other")
        try directory.write("etc/real", "old")
        try directory.link("etc/exports", to: "real")
        root = try directory.root()
    }

    /// The code of a replacement during which something happens.
    private func replace(_ path: FilePath, while event: () throws -> Void) throws -> FileError.Code? {
        let target = try ReplacementTarget(of: path, in: root)
        let existing = try target.contents(limit: 100)
        let replacement = try FileReplacement(of: target, existing: existing, with: Array("new".utf8))
        try replacement.write(newFilePermissions: .ownerReadWrite)
        try event()
        let code = failure(try replacement.publish(at: path, in: root))
        replacement.discard()
        return code
    }

    @Test func `nobody at work, the file is replaced`() throws {
        #expect(try replace("/etc/exports") {} == nil)
        #expect(directory.text("etc/real") == "new")
    }

    @Test func `an edit is not lost`() throws {
        let code = try replace("/etc/exports") { try directory.write("etc/real", "edited by hand") }
        #expect(code == .changedUnderneath)
        #expect(directory.text("etc/real") == "edited by hand")
        #expect(directory.names("etc") == ["exports", "real"])
    }

    @Test func `a change of permissions is not lost`() throws {
        let code = try replace("/etc/exports") {
            try directory.check(chmod(directory.full("etc/real"), 0o600))
        }
        #expect(code == .changedUnderneath)
        #expect(directory.status("etc/real")?.st_mode == S_IFREG | 0o600)
        #expect(directory.text("etc/real") == "old")
    }

    @Test func `a file that was removed does not come back`() throws {
        let code = try replace("/etc/exports") { try directory.check(unlink(directory.full("etc/real"))) }
        #expect(code == .changedUnderneath)
        #expect(directory.names("etc") == ["exports"])
    }

    @Test func `a link that leads elsewhere now is noticed`() throws {
        try directory.write("other/real", "old")
        let code = try replace("/etc/exports") {
            try directory.check(unlink(directory.full("etc/exports")))
            try directory.link("etc/exports", to: "../other/real")
        }
        #expect(code == .changedUnderneath)
        #expect((directory.text("etc/real"), directory.text("other/real")) == ("old", "old"))
    }

    @Test func `a file that somebody else made is not replaced`() throws {
        let code = try replace("/etc/new") { try directory.write("etc/new", "theirs") }
        #expect(code == .changedUnderneath)
        #expect(directory.text("etc/new") == "theirs")
    }

    @Test func `a temporary file that was swapped is not put in place`() throws {
        let code = try replace("/etc/exports") {
            let name = try #require(directory.names("etc").first { $0.hasPrefix(".real.autohome-") })
            try directory.check(unlink(directory.full("etc/" + name)))
            try directory.write("etc/" + name, "theirs")
        }
        #expect(code == .changedUnderneath)
        #expect(directory.text("etc/real") == "old")
    }
}
