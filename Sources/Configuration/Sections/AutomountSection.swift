import LDAPEntries
import MountMaps
import SourceText

/// The section `[automount]`.
struct AutomountSection {
    let settings: AutomountSettings
    /// The LDAP entry below which the maps are; nil for the `base` of `[directory]`.
    let ldapBase: String?

    static func read(_ text: inout ConfigurationText) -> AutomountSection {
        var section = SectionReader(["automount"])
        let standard = AutomountSettings(server: "")
        let settings = AutomountSettings(
            master: master(&section, &text),
            map: section.path("map", default: standard.map, &text),
            server: section.text("server", in: &text),
            options: section.texts("options", default: standard.options, in: &text),
            layout: section.choice("layout", default: .wildcard, in: &text)
        )
        let ldapBase = section.optionalText("ldap_base", in: &text)
        if let ldapBase, !DistinguishedName.isWellFormed(ldapBase) {
            section.reject(
                "ldap_base",
                "must be the DN of an LDAP entry, such as \"ou=automount,dc=example,dc=org\"",
                in: &text
            )
        }
        section.finish(in: &text)
        return AutomountSection(settings: settings, ldapBase: ldapBase)
    }

    /// The path of the master map; a drop-in must have a name that automount reads.
    private static func master(_ section: inout SectionReader, _ text: inout ConfigurationText) -> String {
        let before = text.diagnostics.count
        let path = section.path("master", default: "/etc/auto.master", &text)
        let name = path.split(separator: "/").last ?? ""
        let isRead = name.hasSuffix(".autofs") && !name.hasPrefix(".") && name != ".autofs"
        if path.hasPrefix("/etc/auto.master.d/"), !isRead, text.diagnostics.count == before {
            section.reject("master", "must end in .autofs, or automount does not read it there", in: &text)
        }
        return path
    }
}
