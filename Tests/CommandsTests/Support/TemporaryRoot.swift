import Foundation

/// A directory with some files, for `--root`.
struct TemporaryRoot {
    let path: String

    /// Makes a directory with some files, runs the body and removes the directory.
    static func with(_ files: [String: String], _ body: (TemporaryRoot) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("root-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: directory) }
        let root = TemporaryRoot(path: directory.path)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        for (name, text) in files { try root.write(name, text) }
        try await body(root)
    }

    /// Runs `autohome check` below the root.
    func check(_ arguments: String...) async throws -> Autohome.Result {
        try await Autohome.run(["check", "--root", path] + arguments)
    }

    /// Runs `autohome check` in a working directory below the root.
    func check(in directory: String, _ arguments: [String]) async throws -> Autohome.Result {
        try await Autohome.run(
            command: ["env", "-C", "\(path)/\(directory)", Autohome.path, "check"] + arguments
        )
    }

    func write(_ name: String, _ text: String) throws {
        let file = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
    }
}
