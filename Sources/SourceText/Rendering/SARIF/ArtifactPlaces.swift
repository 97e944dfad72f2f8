/// The locations of the checked files, which a log refers to by URI.
///
/// A file below the working directory is named relative to it (`%SRCROOT%`, which code hosting services treat as the
/// top of the repository), any other file relative to the root.
public struct ArtifactPlaces: Sendable {
    private static let workingBase = "%SRCROOT%"
    private static let rootBase = "ROOT"

    private let root: [String]
    private let workingDirectory: [String]

    /// Describes the locations of files.
    ///
    /// - Parameters:
    ///   - root: the absolute path that absolute file names are relative to.
    ///   - workingDirectory: the absolute path that other file names are relative to.
    public init(root: String, workingDirectory: String) {
        self.root = Self.components(of: root)
        self.workingDirectory = Self.components(of: workingDirectory)
    }

    /// The base directories of file URIs.
    var bases: [String: String] {
        [
            Self.workingBase: Self.directoryURI(workingDirectory),
            Self.rootBase: Self.directoryURI(root),
        ]
    }

    /// Returns the URI of a file.
    func location(of name: String, index: Int? = nil) -> SARIFArtifactLocation {
        let base = name.hasPrefix("/") ? root : workingDirectory
        let path = Self.resolved(base + Self.components(of: name))
        // The root directory of a machine is not a repository, so files below it are named relative to the root.
        if !workingDirectory.isEmpty, path.starts(with: workingDirectory) {
            return relative(path.dropFirst(workingDirectory.count), to: Self.workingBase, index)
        }
        if path.starts(with: root) { return relative(path.dropFirst(root.count), to: Self.rootBase, index) }
        return SARIFArtifactLocation(uri: "file:///" + Self.encoded(path[...]), index: index)
    }

    private func relative(_ path: ArraySlice<String>, to base: String, _ index: Int?) -> SARIFArtifactLocation
    {
        SARIFArtifactLocation(uri: Self.encoded(path), uriBaseId: base, index: index)
    }

    private static func directoryURI(_ path: [String]) -> String {
        path.isEmpty ? "file:///" : "file:///\(encoded(path[...]))/"
    }

    private static func components(of path: String) -> [String] {
        path.split(separator: "/").map(String.init).filter { $0 != "." }
    }

    private static func resolved(_ path: [String]) -> [String] {
        path.reduce(into: []) { result, component in
            if component == ".." { _ = result.popLast() } else { result.append(component) }
        }
    }

    /// Percent-encodes every character that is not unreserved (RFC 3986, section 2.3).
    private static func encoded(_ path: ArraySlice<String>) -> String {
        path.map { component in
            component.utf8.reduce(into: "") { result, byte in
                if byte.isASCIIAlphanumeric || "-._~".utf8.contains(byte) {
                    result.unicodeScalars.append(Unicode.Scalar(byte))
                } else {
                    result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                }
            }
        }.joined(separator: "/")
    }
}
