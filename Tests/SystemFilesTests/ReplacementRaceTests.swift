import Glibc
import SystemFilesTestSupport
import SystemPackage
import Testing

@testable import SystemFiles

/// Changes by another process between writing the new contents and the rename.
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

    /// The error code of a replacement during which an event happens.
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

    @Test func `replaces a file when nothing else changes it`() throws {
        #expect(try replace("/etc/exports") {} == nil)
        #expect(directory.text("etc/real") == "new")
    }

    @Test func `keeps an edit made during the replacement`() throws {
        let code = try replace("/etc/exports") { try directory.write("etc/real", "edited by hand") }
        #expect(code == .changedUnderneath)
        #expect(directory.text("etc/real") == "edited by hand")
        #expect(directory.names("etc") == ["exports", "real"])
    }

    @Test func `keeps a change of permissions made during the replacement`() throws {
        let code = try replace("/etc/exports") {
            try directory.check(chmod(directory.full("etc/real"), 0o600))
        }
        #expect(code == .changedUnderneath)
        #expect(directory.status("etc/real")?.st_mode == S_IFREG | 0o600)
        #expect(directory.text("etc/real") == "old")
    }

    @Test func `does not recreate a file that is removed during the replacement`() throws {
        let code = try replace("/etc/exports") { try directory.check(unlink(directory.full("etc/real"))) }
        #expect(code == .changedUnderneath)
        #expect(directory.names("etc") == ["exports"])
    }

    @Test func `detects a link that changes during the replacement`() throws {
        try directory.write("other/real", "old")
        let code = try replace("/etc/exports") {
            try directory.check(unlink(directory.full("etc/exports")))
            try directory.link("etc/exports", to: "../other/real")
        }
        #expect(code == .changedUnderneath)
        #expect((directory.text("etc/real"), directory.text("other/real")) == ("old", "old"))
    }

    @Test func `does not replace a file that another process creates meanwhile`() throws {
        let code = try replace("/etc/new") { try directory.write("etc/new", "theirs") }
        #expect(code == .changedUnderneath)
        #expect(directory.text("etc/new") == "theirs")
    }

    @Test func `does not publish a temporary file that was swapped`() throws {
        let code = try replace("/etc/exports") {
            let name = try #require(directory.names("etc").first { $0.hasPrefix(".real.autohome-") })
            try directory.check(unlink(directory.full("etc/" + name)))
            try directory.write("etc/" + name, "theirs")
        }
        #expect(code == .changedUnderneath)
        #expect(directory.text("etc/real") == "old")
    }
}
