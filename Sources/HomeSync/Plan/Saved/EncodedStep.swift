import FoundationEssentials
import MountMaps

/// The JSON form of a step: an object with one key, the kind of the step.
///
/// Texts of files are in base64.
struct EncodedStep: Codable {
    struct File: Codable {
        let file: ManagedFile
        let path: String
        let before: Data?
        let after: Data
    }

    private var makeHome: NewHome?
    private var writeFile: File?
    private var reloadExports: ExportsReload?

    init(_ step: SyncStep) {
        switch step {
        case .makeHome(let home): makeHome = home
        case .writeFile(let change):
            writeFile = File(
                file: change.file,
                path: change.path,
                before: change.before.map { Data($0) },
                after: Data(change.after)
            )
        case .reloadExports(let reload): reloadExports = reload
        }
    }

    func step() throws(DecodingError) -> SyncStep {
        switch (makeHome, writeFile, reloadExports) {
        case (let home?, nil, nil): return .makeHome(home)
        case (nil, let file?, nil):
            return .writeFile(
                FileChange(
                    file: file.file,
                    path: file.path,
                    before: file.before.map { Array($0) },
                    after: Array(file.after)
                )
            )
        case (nil, nil, let reload?): return .reloadExports(reload)
        default:
            throw .dataCorrupted(
                .init(codingPath: [], debugDescription: "a step must have exactly one known kind")
            )
        }
    }
}
