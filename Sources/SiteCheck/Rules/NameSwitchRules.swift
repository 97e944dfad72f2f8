import AutomountResolver
import HostFiles
import MountMaps
import SourceText

/// The sources of maps given by name.
enum NameSwitchRules: SiteRule {
    static let hidden = Rule(
        code: "MST017",
        name: "source-hidden",
        severity: .warning,
        summary: "A local map that nsswitch.conf lists after another source, or not at all.",
        reason:
            "An entry from the other source wins, even if it is only a wildcard, and a master map from there "
            + "hides the local one.",
        cure: "Put files first in the automount: line of nsswitch.conf, or give the map by its path.",
        example: .site(nsswitch: "automount: sss files", master: "/home auto.home", map: "joe srv:/joe"),
        corrected: .site(nsswitch: "automount: files sss", master: "/home auto.home", map: "joe srv:/joe")
    )

    static let broken = Rule(
        code: "MST038",
        name: "automount-line-broken",
        severity: .error,
        summary: "A line automount: of nsswitch.conf that automount cannot parse, or that names no source.",
        reason:
            "Automount finds no map that is given by name, the master map among them, and mounts nothing.",
        cure: "Write the line as automount: files, or files sss, with one line automount: in the file.",
        example: .site(
            nsswitch: "automount: [NOTFOUND=return] files",
            master: "/home auto.home",
            map: "joe srv:/joe"
        ),
        corrected: .site(
            nsswitch: "automount: files [NOTFOUND=return]",
            master: "/home auto.home",
            map: "joe srv:/joe"
        )
    )
    static let unknown = Rule(
        code: "MST039",
        name: "unknown-source",
        severity: .warning,
        summary: "A word in the automount: line of nsswitch.conf that automount does not know as a source.",
        reason: "Automount ignores it and only logs that, so what was meant is never asked.",
        cure: "Correct the name: the sources are files, sss, ldap, nis, yp, nisplus and hesiod.",
        example: .site(nsswitch: "automount: files sssd", master: "/home auto.home", map: "joe srv:/joe"),
        corrected: .site(nsswitch: "automount: files sss", master: "/home auto.home", map: "joe srv:/joe")
    )

    static let rules = [hidden, broken, unknown]

    static func check(_ site: Site, _ findings: SiteFindings) {
        checkLine(site, findings)
        guard let file = site.nameServiceSwitch, let sources = site.maps.sources else { return }
        let position = sources.firstIndex { $0.name == "files" }
        guard position != 0, !sources.isEmpty || !site.maps.unknownSources.isEmpty,
            let range = automountLine(of: file)
        else { return }
        let names = site.maps.presentNamedMaps
        guard let first = names.first else { return }
        let more = names.count > 1 ? " and \(names.count - 1) more" : ""
        let verb = names.count > 1 ? "are" : "is"
        let order =
            position == nil
            ? "\(verb) never read, because files is not one of the sources"
            : "\(verb) only read after \(sources[0].name)"
        // Many systems ship with a central master map before the local one; other maps are expected to be found.
        let isMasterAlone =
            position != nil && names.count == 1 && site.maps.masters.contains { $0.file.name == first }
        findings.add(
            hidden,
            in: file,
            at: range,
            severity: isMasterAlone ? .note : nil,
            "\(printable(first))\(more) \(order)."
        )
    }

    /// Whether automount can parse the line, if it reads it.
    private static func checkLine(_ site: Site, _ findings: SiteFindings) {
        let hasMaps = !site.maps.masters.isEmpty || site.maps.usualMaster != nil
        guard hasMaps, site.runsAutomount, site.maps.usesSwitch, let file = site.nameServiceSwitch,
            let range = automountLine(of: file)
        else { return }
        let isEmpty = site.maps.sources?.isEmpty == true && site.maps.unknownSources.isEmpty
        if site.maps.sources == nil || isEmpty {
            findings.add(
                broken,
                in: file,
                at: range,
                isEmpty
                    ? "This line names no source: automount finds no map by its name, and no master map."
                    : "Automount cannot parse its line here: it finds no map by its name, and no master map."
            )
        }
        for name in site.maps.unknownSources where site.maps.sources != nil {
            let hint = name.hasPrefix("sss") ? "; SSSD is called sss" : ""
            findings.add(
                unknown,
                in: file,
                at: range,
                "\(shown(name.utf8)) is not a source of automount, which ignores it\(hint)."
            )
        }
    }

    static func automountLine(of file: SourceFile) -> Range<Int>? {
        file.bytes.split(separator: .lineFeed).first { line in
            let text = line.drop { $0 == .blank || $0 == UInt8(ascii: "\t") }
            return String(decoding: text.prefix(10), as: UTF8.self).lowercased() == "automount:"
        }?.indices
    }
}
