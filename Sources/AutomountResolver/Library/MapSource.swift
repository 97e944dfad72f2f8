/// What is found where a file is looked for.
public enum MapFile: Sendable, Hashable {
    /// A file and its bytes; `isExecutable` tells whether its owner may run it.
    case file([UInt8], isExecutable: Bool)
    /// A directory.
    case directory
    /// Nothing.
    case missing
    /// Something that cannot be read; the reason is a sentence that names the path.
    case unreadable(reason: String)
}

/// Where a resolver reads maps and configuration; the resolver itself touches nothing.
///
/// A source knows files alone. What programs and directories hold the resolver asks in a ``MapQuestion``.
public protocol MapSource: Sendable {
    /// The file at an absolute path.
    func file(at path: String) -> MapFile
    /// The names in a directory, in any order; `nil` where there is no such directory.
    func names(inDirectory path: String) -> [String]?
}

extension MapSource {
    /// No directories: for sources that only know files.
    public func names(inDirectory path: String) -> [String]? { nil }
}
