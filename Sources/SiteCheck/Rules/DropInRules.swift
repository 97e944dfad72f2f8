import MountMaps
import SourceText

/// Drop-in files that are not read: `modules/lookup_dir.c: acceptable_dirent_p` of autofs selects the names.
enum DropInRules: SiteRule {
    static let notRead = Rule(
        code: "MST014",
        name: "master-drop-in-not-read",
        severity: .warning,
        summary: "A drop-in file of the master map that automount does not read.",
        reason: "Automount only reads files whose names end in `.autofs` and do not begin with a dot.",
        cure: "Rename it to NAME.autofs.",
        example: """
            # /etc/auto.master
            +dir:/etc/auto.master.d
            # /etc/auto.master.d/home
            /home /etc/auto.home

            """,
        corrected: """
            # /etc/auto.master
            +dir:/etc/auto.master.d
            # /etc/auto.master.d/home.autofs
            /home /etc/auto.home
            # /etc/auto.home
            joe srv:/joe

            """
    )
    static let noDirectory = Rule(
        code: "MST015",
        name: "drop-ins-without-line",
        severity: .warning,
        summary: "Drop-in files in /etc/auto.master.d, but no line that includes them.",
        reason: "Automount does not read them, so their mount points do not exist.",
        cure: "Add the line +dir:/etc/auto.master.d to the master map.",
        example: "# /etc/auto.master\n/net -hosts\n# /etc/auto.master.d/home.autofs\n/home /etc/auto.home\n",
        corrected: """
            # /etc/auto.master
            +dir:/etc/auto.master.d
            # /etc/auto.master.d/home.autofs
            /home /etc/auto.home
            # /etc/auto.home
            joe srv:/joe

            """
    )

    static let rules = [notRead, noDirectory]

    private static let suffix = ".autofs"
    private static let leftOvers = [
        ".bak", ".disabled", ".dpkg-dist", ".dpkg-new", ".dpkg-old", ".off", ".old", ".orig", ".rpmnew",
        ".rpmsave",
        ".save", ".swp", ".tmp", ".ucf-dist", ".ucf-old",
    ]

    static func check(_ site: Site, _ findings: SiteFindings) {
        for (directory, isRead, names) in site.maps.dropIns {
            let drops = names.filter { reads($0) }
            if !isRead, let first = drops.first, let master = site.maps.masters.first {
                let more = drops.count > 1 ? " and \(drops.count - 1) more are" : " is"
                findings.add(
                    noDirectory,
                    in: master.file,
                    at: 0..<0,
                    "\(printable(directory + "/" + first))\(more) not read: the master map has no line +dir:\(printable(directory))."
                )
            }
        }
        let read = Set(site.masterDropIns.map(\.directory))
        for (directory, drops) in site.masterDropIns {
            findings.add(
                aboutNames: drops.compactMap { drop in
                    let path = directory + "/" + drop.name
                    return read.contains(path) ? nil : finding(about: drop, at: path, below: directory)
                }
            )
        }
        findings.add(aboutNames: site.dropIns.compactMap(exportsFinding))
    }

    private static func finding(
        about drop: DropIn,
        at path: String,
        below directory: String
    ) -> SiteFindings.AboutName? {
        let name = printable(drop.name)
        switch drop.contents {
        case .nothing: return nil
        case .directory(let holdsDropIns):
            guard holdsDropIns, !isMeantToBeSkipped(drop.name) else { return nil }
            return .init(
                path: path,
                rule: notRead,
                message: "The files in \(name) are not read: automount does not enter directories.",
                help:
                    "Move the files up into \(printable(directory)), or add the line +dir:\(printable(path))."
            )
        case .entries:
            guard DropIn.Family.masterMap.isMisnamed(drop.name) else { return nil }
            let fault = drop.name.hasPrefix(".") ? "begins with a dot." : "does not end in .autofs."
            return .init(path: path, rule: notRead, message: "\(name) is not read: its name \(fault)")
        }
    }

    private static func exportsFinding(_ drop: DropIn) -> SiteFindings.AboutName? {
        let path = "/etc/exports.d/" + drop.name
        let finding = ExportsDirectory.finding(about: Array(drop.name.utf8))
        switch drop.contents {
        case .nothing: return nil
        case .directory(let holdsDropIns):
            let isLeftOver = finding == nil && !DropIn.Family.exports.reads(drop.name)
            guard holdsDropIns, !isLeftOver else { return nil }
            return .init(
                path: path,
                rule: DropInNameRules.notRead,
                message:
                    "exportfs does not read the files in \"\(printable(drop.name))\": it does not enter directories.",
                help: "Move the files up into /etc/exports.d."
            )
        case .entries: return finding.map { .init(path: path, rule: $0.rule, message: $0.message) }
        }
    }

    static func reads(_ name: String) -> Bool {
        name.hasSuffix(suffix) && name.count > suffix.count && !name.hasPrefix(".")
    }

    /// Whether the name shows that the file is not meant to be read.
    static func isMeantToBeSkipped(_ name: String) -> Bool {
        name.hasSuffix("~") || name.hasPrefix("#") || name.uppercased().hasPrefix("README")
            || name.hasPrefix(".") && !name.hasSuffix(suffix)
            || leftOvers.contains { name.hasSuffix($0) }
    }
}
