import SourceText

/// Rules about the path alone.
enum PathRules: ExportsRule {
    static let notAbsolute = Rule(
        code: "EXP016",
        name: "path-not-absolute",
        severity: .error,
        summary: "A path that does not begin with `/`.",
        reason:
            "It is relative to the directory in which exportfs happens to run. `~` and `'` have no special meaning.",
        cure: "Write the absolute path; put a path with blanks in double quotes.",
        example: "srv/home *(ro)\n",
        corrected: "/srv/home *(ro)\n"
    )
    static let systemTree = Rule(
        code: "EXP068",
        name: "system-tree-writable",
        severity: .warning,
        summary: "A system directory exported for writing.",
        reason: "Anyone who can write there can become root on the server.",
        cure: "Export a directory that contains only shared files.",
        example: "/ *(rw)\n",
        corrected: "/srv/pub *(ro)\n"
    )

    static let rules = [notAbsolute, systemTree]

    private static let systemTrees = ["/", "/etc", "/root", "/usr", "/var", "/boot", "/bin", "/sbin", "/lib"]

    /// The system tree that a path names, with or without trailing slashes.
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
                    "\"\(check.shown(entry.path))\" does not begin with /; it is relative to exportfs's working directory."
                )
            } else if let tree = systemTree(path),
                entry.clients.contains(where: { $0.grant.marks.contains(.writable) })
            {
                check.findings.add(
                    systemTree,
                    at: entry.path.range,
                    "\(tree) is a system directory, and clients can write to it."
                )
            }
        }
    }
}
