import HostFiles
import LDAPEntries

extension AutofsConfiguration {
    /// The values that automount's own environment holds for every map, whatever the file says.
    static func defaultSettings(of version: AutofsVersion) -> [String: String] {
        version.hasOpenFileLimit ? laterDefaultSettings : defaultSettings
    }

    // The setting that came later decides nothing about mounts; maps see it as a variable.
    private static let laterDefaultSettings = defaultSettings.merging(["open_file_limit": "20480"]) { $1 }

    /// Reads the files of a source; where there are none, all is as usual.
    ///
    /// - Parameters:
    ///   - source: Where the files are.
    ///   - environment: Automount's own, whose variables stand for settings that no file has.
    package init(reading source: some MapSource, environment: [String: String] = [:]) {
        let files = Self.files.compactMap { path -> [UInt8]? in
            guard case .file(let bytes, _) = source.file(at: path) else { return nil }
            return bytes
        }
        self.init(files: files, environment: environment)
    }

    /// The schema that a file names; nil where it names none, or only parts of one, which do not count.
    var schema: LDAPMapSchema? {
        guard let mapClass = text(of: "map_object_class"), let map = text(of: "map_attribute"),
            let entryClass = text(of: "entry_object_class"), let entry = text(of: "entry_attribute"),
            let value = text(of: "value_attribute")
        else { return nil }
        return LDAPMapSchema(
            mapObjectClass: mapClass,
            mapAttribute: map,
            entryObjectClass: entryClass,
            entryAttribute: entry,
            valueAttribute: value
        )
    }
}
