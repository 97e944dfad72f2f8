import MountMaps

/// The settings of autofs.conf(5) that decide what is mounted.
package struct AutofsConfiguration: Sendable {
    /// The values that automount's own environment holds for every map, whatever the file says.
    static func defaultSettings(of version: AutofsVersion) -> [String: String] {
        version.hasOpenFileLimit ? laterSettings : settings
    }

    private static let laterSettings = settings.merging(["open_file_limit": "20480"]) { $1 }

    private static let settings = [
        "append_options": "1",
        "auth_conf_file": "/etc/autofs_ldap_auth.conf",
        "autodir": "/a",
        "browse_mode": "1",
        "disable_not_found_message": "0",
        "ldap_network_timeout": "8",
        "ldap_timeout": "-1",
        "logging": "none",
        "master_wait": "10",
        "mount_nfs_default_protocol": "3",
        "mount_verbose": "0",
        "mount_wait": "-1",
        "negative_timeout": "60",
        "sss_master_map_wait": "0",
        "timeout": "600",
        "umount_wait": "12",
        "use_hostname_for_mounts": "0",
        "use_ignore_mount_option": "0",
        "use_mount_request_log_id": "0",
    ]

    package private(set) var masterMapName = "auto.master"
    package private(set) var namesMasterMap = false
    private(set) var appendsOptions = true
    private(set) var timeout = 600
    private(set) var usesHostNamesForMounts = false
    private(set) var usesStandardProgramEnvironment = false

    /// The settings where there is no file.
    package init() {}

    /// Reads the file of a source; where there is none, all is as usual.
    package init(reading source: some MapSource) {
        if case .file(let bytes, _) = source.file(at: "/etc/autofs.conf") {
            self.init(bytes)
        } else {
            self.init()
        }
    }

    /// Reads the section `[ autofs ]`; other sections are amd's.
    package init(_ bytes: [UInt8]) {
        var isOurs = false
        for line in bytes.split(separator: MapByte.newline) {
            let text = String(decoding: line, as: UTF8.self)
            let words = text.split { $0 == " " || $0 == "\t" || $0 == "\r" }
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            if first.hasPrefix("[") {
                isOurs = text.filter { $0 != " " && $0 != "\t" }.hasPrefix("[autofs]")
            } else if isOurs {
                take(text)
            }
        }
    }

    private mutating func take(_ line: String) {
        let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return }
        let blanks: Set<Character> = [" ", "\t", "\r"]
        let name = parts[0].filter { !blanks.contains($0) }.lowercased()
        let value = parts[1].drop { blanks.contains($0) || $0 == "\"" }
            .prefix { !blanks.contains($0) && $0 != "\"" }
        switch name {
        case "master_map_name" where !value.isEmpty:
            masterMapName = String(value)
            namesMasterMap = true
        case "timeout": timeout = Int(value) ?? timeout
        case "append_options": appendsOptions = Self.isYes(value)
        case "use_hostname_for_mounts": usesHostNamesForMounts = Self.isYes(value)
        case "force_standard_program_map_env": usesStandardProgramEnvironment = Self.isYes(value)
        default: break
        }
    }

    private static func isYes(_ value: Substring) -> Bool {
        let value = value.lowercased()
        return value.hasPrefix("yes") || value == "1" || value.hasPrefix("on")
    }
}
