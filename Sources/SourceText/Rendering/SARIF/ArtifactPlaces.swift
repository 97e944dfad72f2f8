/// Where the files of a run stand, so that a log can name them by URIs.
///
/// A file below the working directory is named relative to it (`%SRCROOT%`, which code hosting takes for the top of
/// the repository), any other relative to the root.
public struct ArtifactPlaces: Sendable {
    private static let workingBase = "%SRCROOT%"
    private static let rootBase = "ROOT"

    private let root: [String]
    private let workingDirectory: [String]

    /// Says where files stand.
    ///
    /// - Parameters:
    ///   - root: the absolute path below which files with absolute names are.
    ///   - workingDirectory: the absolute path below which files with other names are.
    public init(root: String, workingDirectory: String) {
        self.root = Self.components(of: root)
        self.workingDirectory = Self.components(of: workingDirectory)
    }

    /// The directories at which the URIs of files begin.
    var bases: [String: String] {
        [
            Self.workingBase: Self.directoryURI(workingDirectory),
            Self.rootBase: Self.directoryURI(root),
        ]
    }

    /// The URI of a file.
    func location(of name: String, index: Int? = nil) -> SARIFArtifactLocation {
        let base = name.hasPrefix("/") ? root : workingDirectory
        let path = Self.resolved(base + Self.components(of: name))
        // A repository at the top of a machine is none; there the root tells more.
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

    /// Components with everything percent-encoded that is not unreserved (RFC 3986, section 2.3).
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
