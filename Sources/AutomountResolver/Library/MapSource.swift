/// The result of looking for a file.
public enum MapFile: Sendable, Hashable {
    /// A file with its bytes; `isExecutable` says whether its owner may execute it.
    case file([UInt8], isExecutable: Bool)
    /// A directory.
    case directory
    /// Nothing.
    case missing
    /// Something that automount cannot read either, such as a pipe; the reason is a sentence that names the path.
    case unusable(reason: String)
    /// A file that cannot be read here; the reason is a sentence that names the path.
    case unreadable(reason: String)
}

/// Where a resolver reads maps and configuration; the resolver itself does no I/O.
///
/// A source only knows files. For the output of programs and the entries of LDAP the resolver asks a ``MapQuestion``.
public protocol MapSource: Sendable {
    /// The file at an absolute path.
    func file(at path: String) -> MapFile
    /// The names in a directory, in any order; `nil` if there is no such directory.
    func names(inDirectory path: String) -> [String]?
    /// The text of the symbolic link at a path; `nil` if it is not a link, or if looking could trigger a mount.
    func link(at path: String) -> String?
}

extension MapSource {
    /// No directories: for sources that only know files.
    public func names(inDirectory path: String) -> [String]? { nil }

    /// No links: for sources that only know files.
    public func link(at path: String) -> String? { nil }
}
