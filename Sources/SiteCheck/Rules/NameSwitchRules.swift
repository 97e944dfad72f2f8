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

    static let rules = [hidden]

    static func check(_ site: Site, _ findings: SiteFindings) {
        guard let file = site.nameServiceSwitch, let sources = site.maps.sources else { return }
        let position = sources.firstIndex { $0.name == "files" }
        guard position != 0, let range = automountLine(of: file) else { return }
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

    private static func automountLine(of file: SourceFile) -> Range<Int>? {
        file.bytes.split(separator: .lineFeed).first { line in
            let text = line.drop { $0 == .blank || $0 == UInt8(ascii: "\t") }
            return String(decoding: text.prefix(10), as: UTF8.self).lowercased() == "automount:"
        }?.indices
    }
}
