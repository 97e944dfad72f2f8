public import MountMaps
import SourceText

/// A step of a plan: replace the text of one file.
public struct FileChange: Sendable, Hashable {
    /// Which file.
    public let file: ManagedFile
    /// Its path.
    public let path: String
    /// The text when the plan was made; nil if the file did not exist.
    public let before: [UInt8]?
    /// The text that the step writes.
    public let after: [UInt8]

    /// Describes the step.
    public init(file: ManagedFile, path: String, before: [UInt8]?, after: [UInt8]) {
        self.file = file
        self.path = path
        self.before = before
        self.after = after
    }

    /// The file must still have the text that it had when the plan was made.
    public var precondition: Precondition { .fileHolds(before, path: path) }

    /// The change as a unified diff.
    public var diff: String {
        UnifiedDiff(from: before ?? [], to: after)
            .text(oldName: before == nil ? "/dev/null" : path, newName: path)
    }
}
