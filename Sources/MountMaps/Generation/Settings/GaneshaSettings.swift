/// What the exports of NFS-Ganesha need to know beyond those of the kernel's server.
public struct GaneshaSettings: Sendable, Hashable {
    /// The Export_Id of the root, or of a home with the least uid number that is served.
    public var firstExportID: Int

    /// Describes the exports.
    public init(firstExportID: Int = 1) {
        self.firstExportID = firstExportID
    }
}
