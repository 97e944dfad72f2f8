import SourceText

/// What is exported, going by the path alone.
enum PathRules: ExportsRule {
    static let notAbsolute = Rule(
        code: "EXP016",
        name: "path-not-absolute",
        severity: .error,
        summary: "A path that does not begin with `/`.",
        reason:
            "It is taken from the directory in which exportfs happens to run; `~` and `'` mean themselves.",
        cure: "Write the whole path from `/` on; names with blanks go in double quotes.",
        example: "srv/home *(ro)\n",
        corrected: "/srv/home *(ro)\n"
    )
    static let systemTree = Rule(
        code: "EXP068",
        name: "system-tree-writable",
        severity: .warning,
        summary: "A tree of the system itself, exported for writing.",
        reason: "Who can write there can become root on the server.",
        cure: "Export a directory that holds only what is to be shared.",
        example: "/ *(rw)\n",
        corrected: "/srv/pub *(ro)\n"
    )

    static let rules = [notAbsolute, systemTree]

    private static let systemTrees = ["/", "/etc", "/root", "/usr", "/var", "/boot", "/bin", "/sbin", "/lib"]

    /// The tree of the system that a path names, with or without slashes at its end.
    private static func systemTree(_ path: ArraySlice<UInt8>) -> String? {
        let end = path.lastIndex { $0 != UInt8(ascii: "/") } ?? path.startIndex
        let bare = path[...end]
        guard bare.count <= 5 else { return nil }
        return systemTrees.first { bare.elementsEqual($0.utf8) }
    }

    static func check(_ check: ExportsCheck) {
        for entry in check.entries {
            let path = check.document.bytes(of: entry.path)
            if path.first != UInt8(ascii: "/") {
                check.findings.add(
                    notAbsolute,
                    at: entry.path.range,
                    "\"\(check.shown(entry.path))\" does not begin with /: it is taken from exportfs's directory."
                )
            } else if let tree = systemTree(path),
                entry.clients.contains(where: { $0.grant.marks.contains(.writable) })
            {
                check.findings.add(
                    systemTree,
                    at: entry.path.range,
                    "\(tree) belongs to the system, and may be written to."
                )
            }
        }
    }
}
