public import MountMaps
public import SiteCheck
public import SystemFiles

/// A site that was read below a root, and what of it could not be.
public struct SiteSurvey: Sendable {
    /// The site.
    public let site: Site
    /// The flags that may differ between flavors, as the tables were read.
    public let perFlavor: ExportFlags
    /// The files that are there and could not be read.
    public let failures: [(path: String, error: FileError)]

    /// Reads the site below a root, on a thread that may wait.
    ///
    /// - Parameters:
    ///   - root: The directory that stands for `/`.
    ///   - expectations: What a configuration says of the site.
    /// - Returns: The site.
    /// - Throws: `FileError` where the files with names below the root are there and cannot be read.
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
