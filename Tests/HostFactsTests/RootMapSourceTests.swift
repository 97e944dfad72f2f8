import AutomountResolver
import Foundation
import HostFacts
import SystemFiles
import SystemPackage
import Testing

@Suite struct `Maps below a root` {
    @Test func `distinguishes map files, programs, directories, missing and unreadable paths`() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "maps-\(UUID())")
        try FileManager.default.createDirectory(
            at: directory.appending(path: "etc/maps"),
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(at: directory) }
        try Data("* srv:/home/&\n".utf8).write(to: directory.appending(path: "etc/auto.home"))
        let program = directory.appending(path: "etc/auto.net")
        try Data("#!/bin/sh\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)

        let source = RootMapSource(root: try RootDirectory(FilePath(directory.path)))

        let map = MapFile.file(Array("* srv:/home/&\n".utf8), isExecutable: false)
        #expect(source.file(at: "/etc/auto.home") == map)
        let script = MapFile.file(Array("#!/bin/sh\n".utf8), isExecutable: true)
        #expect(source.file(at: "/etc/auto.net") == script)
        #expect(source.file(at: "/etc/maps") == .directory)
        #expect(source.file(at: "/etc/auto.none") == .missing)
        let etc = directory.appending(path: "etc")
        #expect(mkfifo(etc.appending(path: "auto.fifo").path, 0o644) == 0)
        try FileManager.default.createSymbolicLink(
            at: etc.appending(path: "auto.loop"),
            withDestinationURL: URL(filePath: "/etc/auto.loop")
        )
        for (name, words) in [
            ("auto.fifo", "is a named pipe"), ("auto.loop", "links must not form a circle"),
        ] {
            guard case .unusable(let reason) = source.file(at: "/etc/\(name)") else {
                Issue.record("\(name) is taken for a map")
                continue
            }
            #expect(reason.contains("/etc/\(name)") && reason.contains(words))
            try FileManager.default.removeItem(at: etc.appending(path: name))
        }
        #expect(source.names(inDirectory: "/etc")?.sorted() == ["auto.home", "auto.net", "maps"])
        #expect(source.names(inDirectory: "/nowhere") == nil)
    }
}
