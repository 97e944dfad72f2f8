import Configuration
import SystemFiles
import SystemPackage

/// Where init writes the configuration.
enum InitTarget {
    /// Standard output.
    case output
    /// A new file.
    case file(RootDirectory, FilePath)

    /// Readable for everybody, because it has no secrets and check and generate need no root; writable for its owner
    /// only, because every command that changes something refuses it otherwise.
    private static let permissions = FilePermissions(rawValue: 0o644)

    /// Finds the target.
    ///
    /// - Parameters:
    ///   - out: The option `--out`; nil for the path of the configuration.
    ///   - config: The option `--config`.
    ///   - context: The command's context, whose root the default path is below.
    /// - Throws: The error from opening the root.
    init(out: String?, config: String?, _ context: CommandContext) throws {
        if out == "-" {
            self = .output
        } else if let name = out ?? config {
            self = .file(try RootDirectory(), try ArgumentPath(name).absolute)
        } else {
            self = .file(try context.root(), FilePath(Configuration.defaultPath))
        }
    }

    /// The path as the process sees it; nil for standard output.
    var path: String? {
        switch self {
        case .output: nil
        case .file(let root, let path): root.path == "/" ? path.string : root.path.string + path.string
        }
    }

    /// Checks before any question that the file can be made.
    func check() throws(FileError) {
        if case .file(let root, let path) = self { try root.requireAbsence(of: path) }
    }

    /// Makes the file; what goes to standard output is printed with the answer.
    func write(_ text: String) throws(FileError) {
        guard case .file(let root, let path) = self else { return }
        try root.create(path, with: Array(text.utf8), permissions: Self.permissions)
    }
}
