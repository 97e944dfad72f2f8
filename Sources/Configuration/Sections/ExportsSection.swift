import MountMaps
import SourceText

/// The section `[exports]` and its groups of clients.
struct ExportsSection {
    let settings: ExportsSettings
    /// The keys of each grant, in order: that of its clients and that of its options.
    let grantKeys: [(clients: [String], options: [String])]

    static func read(_ text: inout ConfigurationText) -> ExportsSection {
        var section = SectionReader(["exports"])
        let options = section.texts("options", default: ExportsSettings.standardOptions, in: &text)
        let groups = text.tables(at: ["exports", "grants"])
        var grants: [ExportsSettings.Grant] = []
        var keys: [(clients: [String], options: [String])] = []
        // The short form, for a site whose clients all get the same options, comes before the groups.
        if groups.isEmpty || text.value(at: ["exports", "clients"]) != nil {
            grants.append(.init(clients: clients(&section, &text), options: options))
            keys.append((["exports", "clients"], ["exports", "options"]))
        }
        for path in groups {
            var group = SectionReader(path)
            let clients = clients(&group, &text)
            grants.append(
                .init(clients: clients, options: group.texts("options", default: options, in: &text))
            )
            let own = text.value(at: path + ["options"]) == nil ? ["exports", "options"] : path + ["options"]
            keys.append((path + ["clients"], own))
            group.finish(in: &text)
        }
        let settings = ExportsSettings(
            file: file(&section, &text),
            grants: grants,
            layout: section.choice("layout", default: .root, in: &text),
            fsid: section.choice("fsid", default: .none, in: &text),
            reload: section.flag("reload", default: true, in: &text)
        )
        section.finish(subsections: ["grants"], in: &text)
        return ExportsSection(settings: settings, grantKeys: keys)
    }

    private static func clients(_ section: inout SectionReader, _ text: inout ConfigurationText) -> [String] {
        let before = text.diagnostics.count
        let clients = section.texts("clients", in: &text)
        if clients.isEmpty, text.diagnostics.count == before {
            section.reject("clients", "must name who may mount the homes, such as \"10.0.0.0/8\"", in: &text)
        }
        return clients
    }

    /// The path of the exports; it must be /etc/exports or a drop-in, as exportfs reads no other.
    private static func file(_ section: inout SectionReader, _ text: inout ConfigurationText) -> String {
        let before = text.diagnostics.count
        let file = section.path("file", default: "/etc/exports", &text)
        let directory = "/etc/exports.d/"
        let name = Array(file.utf8.dropFirst(directory.utf8.count))
        let isDropIn =
            file.hasPrefix(directory) && !name.contains(UInt8(ascii: "/")) && ExportsDirectory.reads(name)
        if file != "/etc/exports", !isDropIn, text.diagnostics.count == before {
            section.reject(
                "file",
                "must be a file that exportfs reads: /etc/exports, or \(directory)NAME.exports",
                in: &text
            )
        }
        return file
    }
}
