import HostFiles
import SourceText

/// Settings of autofs.conf(5) that automount reads as something else, or not at all.
enum AutomountSettingRules: SiteRule {
    static let misread = Rule(
        code: "MST035",
        name: "misread-setting",
        severity: .warning,
        summary: "A value in autofs.conf that is not of the expected kind: a number, or yes or no.",
        reason: "Automount reads a word as the number 0. Where it expects yes or no, it takes its default.",
        cure: "Write a value that autofs.conf(5) allows: a number, yes or no, or one of the listed words.",
        example: "# /etc/autofs.conf\n[ autofs ]\ntimeout = ten\n",
        corrected: "# /etc/autofs.conf\n[ autofs ]\ntimeout = 600\n"
    )
    static let unknown = Rule(
        code: "MST036",
        name: "unknown-setting",
        severity: .note,
        summary: "A setting in autofs.conf that automount does not know, or whose line begins with a blank.",
        reason: "Automount ignores it without a message.",
        cure: "Correct the name, begin the line in the first column, or remove it.",
        example: "# /etc/autofs.conf\n[ autofs ]\ntimeot = 600\n",
        corrected: "# /etc/autofs.conf\n[ autofs ]\ntimeout = 600\n"
    )

    static let rules = [misread, unknown]

    private static let numbers: Set<String> = [
        "timeout", "negative_timeout", "positive_timeout", "master_wait", "mount_wait", "umount_wait",
        "mount_nfs_default_protocol", "ldap_timeout", "ldap_network_timeout", "map_hash_table_size",
        "open_file_limit", "sss_master_map_wait",
    ]
    private static let choices: Set<String> = [
        "browse_mode", "append_options", "mount_verbose", "force_standard_program_map_env",
        "use_hostname_for_mounts", "disable_not_found_message", "use_ignore_mount_option",
        "use_mount_request_log_id",
    ]
    private static let others: Set<String> = [
        "master_map_name", "logging", "ldap_uri", "search_base", "map_object_class", "map_attribute",
        "entry_object_class", "entry_attribute", "value_attribute", "auth_conf_file", "autodir", "auto_dir",
        "map_defaults", "map_type", "debug_options", "dismount_interval", "log_options",
    ]

    static func check(_ site: Site, _ findings: SiteFindings) {
        for file in site.automountSettings {
            for setting in AutofsConfiguration.indentedSettings(in: file.bytes) {
                findings.add(
                    unknown,
                    in: file,
                    at: setting.range,
                    severity: .warning,
                    "Automount ignores this line because it begins with a blank."
                )
            }
            for setting in AutofsConfiguration.settings(in: file.bytes) {
                if let message = misreading(of: setting) {
                    findings.add(misread, in: file, at: setting.range, message)
                } else if !isKnown(setting.name), file.name.hasSuffix("/autofs.conf") {
                    // The other file is that of a shell, whose variables may be meant for the unit.
                    findings.add(
                        unknown,
                        in: file,
                        at: setting.range,
                        "Automount has no setting \(shown(Array(setting.name.utf8))): the line does nothing."
                    )
                }
            }
        }
    }

    private static func isKnown(_ name: String) -> Bool {
        numbers.contains(name) || choices.contains(name) || others.contains(name)
    }

    /// What automount makes of a value that is not of the kind that it should be; nil where it is.
    private static func misreading(of setting: AutofsConfiguration.Setting) -> String? {
        let value = shown(Array(setting.value.utf8))
        if numbers.contains(setting.name), !isNumber(setting.value) {
            let number = AutofsConfiguration.number(setting.value)
            let result = number == 0 && setting.name == "timeout" ? ": nothing is ever unmounted" : ""
            return "Automount reads \(value), the value of \(setting.name), as \(number)\(result)."
        }
        if setting.name == "mount_nfs_default_protocol",
            !(2...4).contains(AutofsConfiguration.number(setting.value))
        {
            return "Automount has no NFS protocol \(value); it takes the default of \(setting.name)."
        }
        if setting.name == "logging", !["none", "verbose", "debug"].contains(setting.value.lowercased()) {
            return "\(value) is not none, verbose or debug: automount logs as with none."
        }
        if choices.contains(setting.name), !isChoice(setting.value) {
            let usual = AutofsConfiguration.defaultSettings[setting.name] == "1" ? "yes" : "no"
            return "\(value) is neither yes nor no: automount takes the default of \(setting.name), \(usual)."
        }
        return nil
    }

    /// Whether a value is a number as a whole (`lib/defaults.c`: `conf_get_number` reads it by atol).
    private static func isNumber(_ value: String) -> Bool {
        let digits = value.first == "-" || value.first == "+" ? value.dropFirst() : value[...]
        return !digits.isEmpty && digits.utf8.allSatisfy(\.isASCIIDigit)
    }

    /// Whether a value decides (`lib/defaults.c`: `conf_get_yesno`).
    private static func isChoice(_ value: String) -> Bool {
        value.utf8.first?.isASCIIDigit ?? false || ["yes", "no"].contains(value.lowercased())
    }
}
