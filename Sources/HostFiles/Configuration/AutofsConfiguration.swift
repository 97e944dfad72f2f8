import SourceText

/// The settings of autofs.conf(5) that decide what is mounted.
///
/// Follows automount 5.1.8 as observed: a line counts only where it begins with a letter, quotes and blanks around a
/// value go, a comment after it goes where a blank parts them, and what is in `/etc/default/autofs` comes last.
package struct AutofsConfiguration: Sendable {
    /// The values where no file says otherwise, which automount's own environment holds for every map.
    package static let defaultSettings: [String: String] = [
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
    /// Where the settings are; a later file wins.
    package static let files = ["/etc/autofs.conf", "/etc/default/autofs"]
    /// The longest stretch that automount reads as one line, in bytes with its LF.
    private static let lineLength = 255

    /// What the section `[ autofs ]` says, by name in small letters.
    private var settings: [String: String] = [:]
    /// What the section says where a name may stand several times, in order.
    private var lists: [String: [String]] = ["ldap_uri": [], "search_base": []]

    /// The settings where there is no file.
    package init() {}

    /// Reads files; where there are none, all is as usual.
    ///
    /// - Parameters:
    ///   - files: Their contents, in the order of ``files``.
    ///   - environment: Automount's own, whose variables stand for settings that no file has.
    package init(files: [[UInt8]], environment: [String: String] = [:]) {
        for name in Self.defaultSettings.keys {
            if let value = environment[name] { settings[name] = value }
        }
        for bytes in files { read(bytes) }
    }

    /// Reads the section `[ autofs ]` of a file; other sections are amd's.
    package init(_ bytes: [UInt8]) {
        read(bytes)
    }

    /// The name of the master map.
    package var masterMapName: String { settings["master_map_name"] ?? "auto.master" }

    /// Whether a file names the master map.
    package var namesMasterMap: Bool { settings["master_map_name"] != nil }

    /// The seconds without use after which mounts go, for mount points without a number of their own.
    package var timeout: Int {
        guard let text = settings["timeout"] else { return 600 }
        let number = Self.number(text)
        return number < 0 ? 600 : number
    }

    /// Whether the options of an entry add to those of the master map.
    package var appendsOptions: Bool { isYes("append_options") ?? true }

    /// Whether mounts by a host with several addresses keep its name.
    package var usesHostNamesForMounts: Bool { isYes("use_hostname_for_mounts") ?? false }

    /// Whether the variables that programs get have no prefix.
    package var usesStandardProgramEnvironment: Bool { isYes("force_standard_program_map_env") ?? false }

    /// Whether a server is asked where no other could be mounted instead; a time to wait for mount(8) spares that.
    package var probesSingleServers: Bool { (settings["mount_wait"].map(Self.number) ?? -1) < 0 }

    /// The version of NFS that servers are asked for besides 3, where an entry names none.
    package var defaultVersion: Int {
        guard let text = settings["mount_nfs_default_protocol"] else { return 3 }
        let number = Self.number(text)
        return (2...4).contains(number) ? number : 3
    }

    /// Whether the keys of indirect maps show as directories where the master map does not say.
    package var browses: Bool { isYes("browse_mode") ?? true }

    /// The servers of `ldap_uri`, in order.
    package var ldapURIs: [String] {
        (lists["ldap_uri"] ?? []).flatMap { $0.split(separator: " ").map(String.init) }
    }

    /// The values of `search_base`, in order.
    package var searchBases: [String] { lists["search_base"] ?? [] }

    /// The seconds after which an answer of a directory is given up; nil for never.
    package var ldapTimeout: Int? {
        settings["ldap_timeout"].map(Self.number).flatMap { $0 > 0 ? $0 : nil }
    }

    /// The seconds after which connecting to a directory is given up.
    package var ldapNetworkTimeout: Int { settings["ldap_network_timeout"].map(Self.number) ?? 8 }

    /// The file that says as whom to ask a directory.
    package var authenticationFile: String { settings["auth_conf_file"] ?? "/etc/autofs_ldap_auth.conf" }

    /// The text of a setting as a file has it; nil where none does.
    package func text(of name: String) -> String? { settings[name] }

    private mutating func read(_ bytes: [UInt8]) {
        var isOurs = true
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = rest.prefix(Self.lineLength).firstIndex(of: .lineFeed)
            let line = end.map { rest[..<$0] } ?? rest.prefix(Self.lineLength)
            rest = rest[(end.map { $0 + 1 } ?? line.endIndex)...]
            if let section = Self.section(line) {
                isOurs = section.lowercased() == "autofs"
            } else if isOurs, let (name, value) = Self.setting(line) {
                set(name, to: value)
            }
        }
    }

    /// The name in a line of brackets.
    private static func section(_ line: ArraySlice<UInt8>) -> String? {
        guard line.first == UInt8(ascii: "[") else { return nil }
        let name = line.drop { $0 == UInt8(ascii: "[") || $0.isASCIIBlank }
        guard var end = name.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        while end > name.startIndex, name[end - 1].isASCIIBlank { end -= 1 }
        return String(decoding: name[..<end], as: UTF8.self)
    }

    private static func setting(_ line: ArraySlice<UInt8>) -> (name: String, value: String)? {
        guard let first = line.first, first.isASCIILetter,
            let equals = line.firstIndex(of: UInt8(ascii: "="))
        else { return nil }
        var name = line[..<equals]
        while let last = name.last, last.isASCIIBlank { name.removeLast() }
        var value = line[(equals + 1)...].drop(while: isPadding)
        var end = value.firstIndex(of: .hash) ?? value.endIndex
        let isCut = end == value.endIndex || end > value.startIndex && isPadding(value[end - 1])
        while end > value.startIndex, isPadding(value[end - 1]) { end -= 1 }
        if isCut { value = value[..<end] }
        return (String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self))
    }

    private static func isPadding(_ byte: UInt8) -> Bool {
        byte.isASCIIBlank || byte == .quote
    }

    /// Notes a setting; an old name, with `DEFAULT_` before it, stands for a setting that is there already.
    private mutating func set(_ name: String, to value: String) {
        let name = name.lowercased()
        if lists[name] != nil {
            lists[name, default: []].append(value)
            return
        }
        let prefix = "default_"
        let bare = String(name.dropFirst(prefix.count))
        let isKnown = settings[bare] != nil || Self.defaultSettings[bare] != nil
        let isOld = name.hasPrefix(prefix) && isKnown
        settings[isOld ? bare : name] = value
    }

    private func isYes(_ name: String) -> Bool? {
        guard let value = settings[name] else { return nil }
        if let first = value.utf8.first, first.isASCIIDigit { return Self.number(value) != 0 }
        return ["yes": true, "no": false][value.lowercased()]
    }

    /// A number as atol(3) reads it.
    private static func number(_ text: String) -> Int {
        var bytes = Array(text.utf8)[...].drop(while: \.isASCIISpace)
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
        let digits = bytes.prefix(while: \.isASCIIDigit)
        let number = digits.reduce(0) { min($0 * 10 + Int($1 - UInt8(ascii: "0")), 1 << 40) }
        return isNegative ? -number : number
    }
}
