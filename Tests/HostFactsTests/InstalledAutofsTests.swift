import AutomountResolver
import Foundation
import HostFacts
import SystemFiles
import SystemPackage
import Testing

@Suite struct `The installed autofs` {
    /// The version found below a root with this automount binary; each `|` becomes a NUL byte.
    private func version(ofProgram text: String) async throws -> AutofsVersion? {
        let directory = FileManager.default.temporaryDirectory.appending(path: "autofs-\(UUID())")
        let programs = directory.appending(path: "usr/sbin")
        try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let bytes = text.utf8.map { $0 == UInt8(ascii: "|") ? 0 : $0 }
        try Data(bytes).write(to: programs.appending(path: "automount"))
        return try ClientFacts(below: RootDirectory(FilePath(directory.path))).autofsVersion()
    }

    @Test(arguments: [
        ["ELF||/etc|5.1.6|../in", "5.1.6"],
        ["5.1.1| 5.1.2|5.1.3 x|5.2|", "5.2"],
        ["a|5.1.9-11.fc43|5.1.8|", "5.1.9"],
        ["a|2.40|5.1.4|", "5.1.4"],
        ["a|5555555555555555555555555555555555555555.1|5.1.5|", "5.1.5"],
    ])
    func `reads the autofs version from between NUL bytes in the automount binary`(program: [String])
        async throws
    {
        let found = try await version(ofProgram: program[0])
        #expect(found?.description == program[1])
    }

    @Test(arguments: ["", "|", "a|5.1.9", "a|5", "a|5.1.x|"])
    func `uses the machine's autofs version when the binary below the root has none`(program: String)
        async throws
    {
        let found = try await version(ofProgram: program)
        let machine = try ClientFacts(below: RootDirectory()).autofsVersion()
        #expect(found == machine)
    }
}
