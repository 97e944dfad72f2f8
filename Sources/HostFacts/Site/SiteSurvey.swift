public import MountMaps
public import SiteCheck
public import SystemFiles

/// A site read below a root, and the files that could not be read.
public struct SiteSurvey: Sendable {
    /// The site.
    public let site: Site
    /// The flags that may differ between flavors; the tables were read with them.
    public let perFlavor: ExportFlags
    /// The files that exist and could not be read.
    public let failures: [(path: String, error: FileError)]

    /// Reads the site below a root, on a thread that may wait.
    ///
    /// - Parameters:
    ///   - root: The directory to use as `/`.
    ///   - expectations: What the configuration says about the site.
    /// - Returns: The site.
    /// - Throws: `FileError` if the files with host names below the root exist and cannot be read.
    public static func read(
        below root: RootDirectory,
        expectations: SiteExpectations = SiteExpectations()
    ) async throws -> SiteSurvey {
        try await blocking { try SiteSurvey(root, expectations) }
    }

    private init(_ root: RootDirectory, _ expectations: SiteExpectations) throws {
        let source = SystemSiteSource(root: root, environment: try SystemExportsEnvironment(root: root))
        site = Site(reading: source, expectations: expectations)
        failures = source.failures
        perFlavor = source.perFlavor
    }
}
