import Foundation
import HostFacts
import MountMaps
import SiteCheck
import SourceText
import SystemFiles
import SystemPackage
import Testing

@Suite struct `A site below a root` {
    private func withRoot(_ files: [String: String], _ body: (URL) async throws -> Void) async throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("site-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for (name, text) in files {
            let file = root.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
        try await body(root)
    }

    private func survey(_ root: URL) async throws -> SiteSurvey {
        try await SiteSurvey.read(below: RootDirectory(FilePath(root.path)))
    }

    private func codes(_ survey: SiteSurvey) -> Set<String> {
        Set(survey.site.reports().flatMap(\.diagnostics).map(\.rule.code))
    }

    @Test func `recognises a root as a checkout, an image or the running host`() async throws {
        try await withRoot(["etc/exports": "", ".git/x": ""]) { root in
            let read = try await survey(root)
            #expect(read.site.kind == .files)
        }
        try await withRoot(["etc/exports": "", "srv/x": ""]) { root in
            let read = try await survey(root)
            #expect(read.site.kind == .image)
        }
        let running = try await SiteSurvey.read(below: RootDirectory())
        #expect(running.site.kind == .host)
        let otherwise = try await SiteSurvey.read(below: RootDirectory("/etc/.."))
        #expect(otherwise.site.kind == .host)
    }

    @Test func `finds problems with file modes, host names, netgroups and mounts below a root`() async throws
    {
        let files = [
            "etc/exports": "/srv/home @nosuch(ro,no_subtree_check) ws1(ro,no_subtree_check)\n",
            "etc/hosts": "192.0.2.1 ws1.ex.com ws1\n", "etc/hostname": "srv\n", "srv/home/x": "",
            "etc/auto.master": "/a /etc/auto.a\n/b program:/etc/auto.b\n", "etc/auto.a": "x s:/x\n",
            "etc/auto.b": "#!/bin/sh\n", "proc/self/mountinfo": "1 0 8:1 / / rw - tmpfs tmpfs rw\n",
        ]
        try await withRoot(files) { root in
            let first = codes(try await survey(root))
            #expect(first == ["EXP033", "EXP045", "EXP051", "SYS019", "MST005"])
            let map = root.appendingPathComponent("etc/auto.a").path
            try FileManager.default.setAttributes([.posixPermissions: 0o757], ofItemAtPath: map)
            let second = codes(try await survey(root))
            #expect(second.isSuperset(of: ["MST004", "MAP031"]))
        }
    }

    @Test func `takes the host name from the root, and does not follow a link out of it`() async throws {
        let files = [
            "etc/hostname": "srv\n", "etc/exports": "/srv *(ro,no_subtree_check)\n", "srv/x": "",
            "etc/auto.master": "/h /etc/auto.h\n", "etc/auto.h": "x -ro srv:/data\ny -ro other:/data\n",
        ]
        try await withRoot(files) { root in
            let found = codes(try await survey(root))
            #expect(found == ["SYS001"])
            let link = root.appendingPathComponent("etc/passwd").path
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/passwd")
            // If the link were followed, the accounts of this machine would be read.
            let linked = try await survey(root)
            #expect(linked.site.kind == .image)
            #expect(codes(linked) == ["SYS001"])
        }
    }

    @Test func `reports files that cannot be read`() async throws {
        try await withRoot(["etc/exports": "", "etc/x": ""]) { root in
            let loop = root.appendingPathComponent("etc/auto.master").path
            try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: "auto.master")
            let read = try await survey(root)
            #expect(read.failures.map(\.path) == ["/etc/auto.master"])
        }
    }

    @Test func `reads exports like the exports command, including the kernel's export_features`() async throws
    {
        let files = [
            "etc/exports": "/srv 192.0.2.1(ro,no_subtree_check,sec=krb5,insecure,sec=sys,secure)\n",
            "etc/exports.d/b.exports": "/srv 192.0.2.2(ro)\n",
            "etc/exports.d/a.exports": "/a 192.0.2.3(ro)\n", "etc/exports.d/.exports": "/b *(ro)\n",
            "srv/x": "", "a/x": "",
        ]
        for features in ["0x3ffff 0x2005", "0x3ffff 0x2007"] {
            let all = files.merging(["proc/fs/nfsd/export_features": features + "\n"]) { $1 }
            try await withRoot(all) { root in
                let site = try await survey(root)
                let exports = try await ExportsSurvey.read(below: RootDirectory(FilePath(root.path)))
                #expect(site.perFlavor == exports.perFlavor)
                #expect(site.perFlavor.contains(.insecurePort) == features.hasSuffix("7"))
                let options = [site.site.exports, exports.table].map { table in
                    table.exports.map { $0.options.etabOptions(perFlavor: site.perFlavor) }
                }
                #expect(options[0] == options[1])
                #expect(
                    site.site.exports.documents.map(\.source.name) == [
                        "/etc/exports", "/etc/exports.d/a.exports", "/etc/exports.d/b.exports",
                    ]
                )
            }
        }
    }

    @Test func `distinguishes files in exports.d whose names are not UTF-8`() async throws {
        try await withRoot(["etc/exports": "", "srv/x": ""]) { root in
            let directory = root.appendingPathComponent("etc/exports.d").path
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            for byte in [0xFE, 0xFF] as [UInt8] {
                let path = Array("\(directory)/x".utf8) + [byte] + Array(".exports".utf8) + [0]
                let file = path.withUnsafeBufferPointer { bytes in
                    bytes.withMemoryRebound(to: CChar.self) { fopen($0.baseAddress!, "w") }
                }
                #expect(file.map(fclose) == 0)
            }
            let names = try await survey(root).site.exports.documents.map(\.source.name)
            #expect(Set(names).count == 3, "\(names)")
        }
    }
}
