/// The settings that only exports of NFS-Ganesha need.
public struct GaneshaSettings: Sendable, Hashable {
    /// The Export_Id of the root, or of a home with the lowest uid number.
    public var firstExportID: Int

    /// Describes the exports.
    public init(firstExportID: Int = 1) {
        self.firstExportID = firstExportID
    }
}
