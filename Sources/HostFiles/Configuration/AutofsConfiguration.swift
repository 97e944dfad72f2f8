import SourceText

/// The settings of autofs.conf(5) that decide what is mounted.
///
/// Follows `lib/defaults.c` of autofs 5.1, `parse_line`, `read_config` and `defaults_read_config`:
/// 1. A line is only read if it begins with a letter, or with `[` for a section.
/// 2. Quotes and blanks around a value are removed.
/// 3. A comment after the value is removed if a blank is before it.
/// 4. The file of the service is read last.
package struct AutofsConfiguration: Sendable {
    /// The default values, which automount puts into its own environment for every map.
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
    /// The longest text that automount reads as one line, in bytes including the LF.
    private static let lineLength = 255
    /// What names of settings began with once.
    private static let oldPrefix = "default_"

    /// The settings of section `[ autofs ]`, by name in lower case.
    private var settings: [String: String] = [:]
    /// The values of settings that can occur several times, in order.
    private var lists: [String: [String]] = ["ldap_uri": [], "search_base": []]

    /// The settings if there is no file.
    package init() {}

    /// Reads files; without files, everything has its default.
    ///
    /// - Parameters:
    ///   - files: Their contents; a later file wins.
    ///   - environment: Automount's environment, whose variables replace settings that no file has.
    package init(files: [[UInt8]], environment: [String: String] = [:]) {
        for name in Self.defaultSettings.keys {
            if let value = environment[name] { settings[name] = value }
        }
        for bytes in files { read(bytes) }
    }

    /// Reads section `[ autofs ]` of a file; other sections belong to amd.
    package init(_ bytes: [UInt8]) {
        read(bytes)
    }

    /// The name of the master map.
    package var masterMapName: String { settings["master_map_name"] ?? "auto.master" }

    /// Whether a file sets the name of the master map.
    package var namesMasterMap: Bool { settings["master_map_name"] != nil }

    /// The idle seconds after which mounts expire, for mount points that do not set their own timeout.
    package var timeout: Int {
        guard let text = settings["timeout"] else { return 600 }
        let number = Self.number(text)
        return number < 0 ? 600 : number
    }

    /// Whether the options of an entry are added to those of the master map.
    package var appendsOptions: Bool { isYes("append_options") ?? true }

    /// Whether mounts from a host with several addresses use its name.
    package var usesHostNamesForMounts: Bool { isYes("use_hostname_for_mounts") ?? false }

    /// Whether the variables for program maps have no prefix.
    package var usesStandardProgramEnvironment: Bool { isYes("force_standard_program_map_env") ?? false }

    /// Whether a single server is probed before mounting; not so if `mount_wait` is set.
    package var probesSingleServers: Bool { (settings["mount_wait"].map(Self.number) ?? -1) < 0 }

    /// The NFS version that is probed in addition to 3, for entries without a version.
    package var defaultVersion: Int {
        guard let text = settings["mount_nfs_default_protocol"] else { return 3 }
        let number = Self.number(text)
        return (2...4).contains(number) ? number : 3
    }

    /// Whether the keys of indirect maps appear as directories, unless the master map sets it.
    package var browses: Bool { isYes("browse_mode") ?? true }

    /// The servers in `ldap_uri`, in order.
    package var ldapURIs: [String] {
        (lists["ldap_uri"] ?? []).flatMap { $0.split(separator: " ").map(String.init) }
    }

    /// The values of `search_base`, in order.
    package var searchBases: [String] { lists["search_base"] ?? [] }

    /// The time limit in seconds for an answer of an LDAP server; nil for no limit.
    package var ldapTimeout: Int? {
        settings["ldap_timeout"].map(Self.number).flatMap { $0 > 0 ? $0 : nil }
    }

    /// The time limit in seconds for connecting to an LDAP server.
    package var ldapNetworkTimeout: Int { settings["ldap_network_timeout"].map(Self.number) ?? 8 }

    /// The file with the credentials for LDAP servers.
    package var authenticationFile: String { settings["auth_conf_file"] ?? "/etc/autofs_ldap_auth.conf" }

    /// Returns the text of a setting in the files; nil if none sets it.
    package func text(of name: String) -> String? { settings[name] }

    /// A setting as a file has it.
    package struct Setting: Sendable {
        /// The name in small letters, an old `default_` before it left out.
        package let name: String
        package let value: String
        /// The bytes of its line.
        package let range: Range<Int>
    }

    /// The settings of the section `[ autofs ]` of a file, in order.
    package static func settings(in bytes: [UInt8]) -> [Setting] {
        lines(of: bytes).map { line, name, value in
            let name = name.lowercased()
            let bare = name.hasPrefix(oldPrefix) ? String(name.dropFirst(oldPrefix.count)) : name
            return Setting(name: bare, value: value, range: line.startIndex..<line.endIndex)
        }
    }

    /// The settings that automount does not read because their line begins with a blank.
    package static func indentedSettings(in bytes: [UInt8]) -> [Setting] {
        var isOurs = true
        return bytes.split(separator: .lineFeed).compactMap { line in
            if let section = section(line) { isOurs = section.lowercased() == "autofs" }
            guard isOurs, line.first?.isASCIIBlank == true,
                let (name, value) = setting(line.drop(while: \.isASCIIBlank))
            else { return nil }
            return Setting(name: name, value: value, range: line.startIndex..<line.endIndex)
        }
    }

    private mutating func read(_ bytes: [UInt8]) {
        for (_, name, value) in Self.lines(of: bytes) { set(name, to: value) }
    }

    private static func lines(of bytes: [UInt8]) -> [(line: ArraySlice<UInt8>, name: String, value: String)] {
        var lines: [(line: ArraySlice<UInt8>, name: String, value: String)] = []
        var isOurs = true
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = rest.prefix(lineLength).firstIndex(of: .lineFeed)
            let line = end.map { rest[..<$0] } ?? rest.prefix(lineLength)
            rest = rest[(end.map { $0 + 1 } ?? line.endIndex)...]
            if let section = section(line) {
                isOurs = section.lowercased() == "autofs"
            } else if isOurs, let (name, value) = setting(line) {
                lines.append((line, name, value))
            }
        }
        return lines
    }

    /// The name of a section in brackets.
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

    /// Stores a setting; an old name with the prefix `DEFAULT_` replaces an existing setting.
    private mutating func set(_ name: String, to value: String) {
        let name = name.lowercased()
        if lists[name] != nil {
            lists[name, default: []].append(value)
            return
        }
        let bare = String(name.dropFirst(Self.oldPrefix.count))
        let isKnown = settings[bare] != nil || Self.defaultSettings[bare] != nil
        let isOld = name.hasPrefix(Self.oldPrefix) && isKnown
        settings[isOld ? bare : name] = value
    }

    private func isYes(_ name: String) -> Bool? {
        guard let value = settings[name] else { return nil }
        if let first = value.utf8.first, first.isASCIIDigit { return Self.number(value) != 0 }
        return ["yes": true, "no": false][value.lowercased()]
    }

    /// Reads a number as atol(3) does.
    package static func number(_ text: String) -> Int {
        var bytes = Array(text.utf8)[...].drop(while: \.isASCIISpace)
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
        let digits = bytes.prefix(while: \.isASCIIDigit)
        let number = digits.reduce(0) { min($0 * 10 + Int($1 - UInt8(ascii: "0")), 1 << 40) }
        return isNegative ? -number : number
    }
}
