public import FoundationEssentials
public import MountMaps
internal import SourceText

/// A step of a plan: replace the text of one file.
public struct FileChange: Sendable, Hashable, Codable {
    /// Which file.
    public let file: ManagedFile
    /// Its path.
    public let path: String
    /// The text that was seen when the plan was made; nil for a file that was not there.
    public let before: Data?
    /// The text that it will have.
    public let after: Data

    /// Describes the step.
    public init(file: ManagedFile, path: String, before: [UInt8]?, after: [UInt8]) {
        self.file = file
        self.path = path
        self.before = before.map { Data($0) }
        self.after = Data(after)
    }

    /// The change as a unified diff.
    public var diff: String {
        UnifiedDiff(from: before.map(Array.init) ?? [], to: Array(after))
            .text(oldName: before == nil ? "/dev/null" : path, newName: path)
    }
}
