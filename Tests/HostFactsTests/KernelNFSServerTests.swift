import Foundation
import HostFacts
import SystemFiles
import SystemPackage
import Testing

@Suite struct KernelNFSServerTests {
    @Test(
        arguments: [
            (["fs/nfsd/threads": "8\n"], true), (["fs/nfsd/threads": "0\n"], false),
            (["net/rpc/nfsd": "rc 0 0 0\nth 16 0 0.000\n"], true),
            (["net/rpc/nfsd": "rc 0 0 0\nth 0 0 0.000\n"], false),
            (["net/rpc/nfsd": "rc 1 2 3\n"], false), ([:], false),
            // The count of this network namespace has precedence over the total.
            (["fs/nfsd/threads": "0\n", "net/rpc/nfsd": "th 8 0 0.000\n"], false),
        ] as [([String: String], Bool)]
    )
    func `detects a running nfsd by its number of threads`(files: [String: String], isRunning: Bool) throws {
        let top = FileManager.default.temporaryDirectory.appending(path: "nfsd-\(UUID())")
        defer { try? FileManager.default.removeItem(at: top) }
        try FileManager.default.createDirectory(at: top, withIntermediateDirectories: true)
        for (name, text) in files {
            let file = top.appending(path: "proc/\(name)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
        #expect(KernelNFSServer.isRunning(below: try RootDirectory(FilePath(top.path))) == isRunning)
    }
}
