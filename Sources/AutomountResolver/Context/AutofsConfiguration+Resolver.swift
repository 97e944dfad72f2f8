import HostFiles
import LDAPEntries

extension AutofsConfiguration {
    /// The built-in defaults of the settings, which automount puts into its own environment
    /// (`lib/defaults.c: conf_add`; cases variables-130, variables-132, variables-135).
    static func defaultSettings(of version: AutofsVersion) -> [String: String] {
        version.hasOpenFileLimit ? laterDefaultSettings : defaultSettings
    }

    // 5.1.9 added a setting that changes nothing about mounts, but maps see it as a variable (case later-setting-174).
    private static let laterDefaultSettings = defaultSettings.merging(["open_file_limit": "20480"]) { $1 }

    /// Reads the files of a source.
    ///
    /// A file that is missing or cannot be read leaves its settings at their defaults.
    ///
    /// - Parameters:
    ///   - source: The source of the files.
    ///   - environment: Automount's own environment, whose variables replace settings that no file has.
    package init(reading source: some MapSource, environment: [String: String] = [:]) {
        let files = AutofsPaths(in: source).settings.compactMap { path -> [UInt8]? in
            guard case .file(let bytes, _) = source.file(at: path) else { return nil }
            return bytes
        }
        self.init(files: files, environment: environment)
    }

    /// The schema that a file configures; nil unless all five attributes are given
    /// (`lib/defaults.c: defaults_get_schema`; case directory-x-partschema).
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
