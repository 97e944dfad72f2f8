import MountMaps
public import SourceText

/// File permissions of maps; automount runs a map as a program if its owner may execute it (`daemon/lookup.c`).
public enum MapModeRules: SiteRule {
    static let executable = Rule(
        code: "MST004",
        name: "executable-map",
        severity: .error,
        summary: "A map file that is executable by its owner.",
        reason:
            "Automount runs the file as a program with the key as its argument, and gets no entry from it.",
        cure: "Remove the execute permission: chmod 0644.",
        example: "# /etc/auto.master\n/home /etc/auto.home\n# /etc/auto.home mode 0755\njoe srv:/joe\n",
        corrected: "# /etc/auto.master\n/home /etc/auto.home\n# /etc/auto.home mode 0644\njoe srv:/joe\n"
    )
    static let notExecutable = Rule(
        code: "MST005",
        name: "program-not-executable",
        severity: .error,
        summary: "A program map that is not executable by its owner.",
        reason: "Automount cannot run it, so the mount point does not exist.",
        cure: "Make it executable: chmod 0755.",
        example: "# /etc/auto.master\n/net program:/etc/auto.net\n# /etc/auto.net mode 0644\n#!/bin/sh\n",
        corrected: "# /etc/auto.master\n/net program:/etc/auto.net\n# /etc/auto.net mode 0755\n#!/bin/sh\n"
    )
    static let writable = Rule(
        code: "MAP031",
        name: "map-writable-by-others",
        severity: .error,
        summary: "A map, or the directory of a program map, that is writable by everybody.",
        reason: "root mounts what the map says, and runs a program map.",
        cure: "Remove the permission: chmod o-w.",
        example: "# /etc/auto.master\n/net /etc/auto.net\n# /etc/auto.net mode 0777\n#!/bin/sh\n",
        corrected: "# /etc/auto.master\n/net /etc/auto.net\n# /etc/auto.net mode 0755\n#!/bin/sh\n"
    )

    static let rules = [executable, notExecutable, writable]

    private static let ownerExecute: UInt16 = 0o100
    private static let othersWrite: UInt16 = 0o002
    private static let sticky: UInt16 = 0o1000

    static func check(_ site: Site, _ findings: SiteFindings) {
        for map in site.maps.files {
            report(map.document.file, path: map.path, site.modes[map.path], findings)
        }
        var seen: Set<String> = []
        for point in site.maps.mountPoints {
            let (file, range) = (point.document.file, point.entry.range)
            if case .maps(let sources) = point.entry.target {
                for source in sources { checkSource(source.map, in: file, at: range, site, findings) }
            }
            for program in point.programs where seen.insert(program).inserted {
                checkProgram(program, in: file, at: range, site, findings)
            }
        }
        for mount in site.maps.submounts {
            checkSource(mount.map, in: mount.file, at: mount.entry.range, site, findings)
            for program in mount.programs where seen.insert(program).inserted {
                checkProgram(program, in: mount.file, at: mount.entry.range, site, findings)
            }
        }
    }

    /// Checks the permissions of a map without knowing the master map.
    ///
    /// - Parameters:
    ///   - file: The map.
    ///   - mode: Its permission bits.
    /// - Returns: Findings about the whole file.
    public static func findings(about file: SourceFile, mode: UInt16) -> [Diagnostic] {
        var found: [Diagnostic] = []
        if mode & othersWrite != 0 { found.append(writableFinding(file.name, mode)) }
        if mode & ownerExecute != 0, !SiteMaps.isProgram(file.bytes) {
            found.append(Diagnostic(executable, at: 0..<0, message: executableMessage(file.name, mode)))
        }
        return found
    }

    private static func checkSource(
        _ map: MapSourceName,
        in file: SourceFile,
        at range: Range<Int>,
        _ site: Site,
        _ findings: SiteFindings
    ) {
        guard let path = site.maps.path(of: map), let status = site.modes[path], status.kind == .file else {
            return
        }
        let isExecutable = status.mode & ownerExecute != 0
        if map.type == "program" || map.type == "exec", !isExecutable {
            findings.add(
                notExecutable,
                in: file,
                at: range,
                "\(printable(path)) has mode \(octal(status.mode)), so automount cannot run it."
            )
        } else if map.type == nil, isExecutable, site.maps.dataMaps.contains(path) {
            findings.add(executable, in: file, at: range, executableMessage(path, status.mode))
        }
    }

    private static func checkProgram(
        _ path: String,
        in file: SourceFile,
        at range: Range<Int>,
        _ site: Site,
        _ findings: SiteFindings
    ) {
        let directory = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        for (path, mayBeSticky) in [(path, false), (directory, true)] {
            guard let status = site.modes[path], status.mode & othersWrite != 0,
                !(mayBeSticky && status.mode & sticky != 0)
            else { continue }
            findings.add(
                writable,
                in: file,
                at: range,
                "Everybody can write to \(printable(path)) (mode \(octal(status.mode))), and root runs the program map there."
            )
        }
    }

    private static func report(
        _ file: SourceFile,
        path: String,
        _ status: SiteFileStatus?,
        _ findings: SiteFindings
    ) {
        guard let status, status.mode & othersWrite != 0 else { return }
        findings.append(writableFinding(path, status.mode), to: file)
    }

    private static func writableFinding(_ path: String, _ mode: UInt16) -> Diagnostic {
        Diagnostic(
            writable,
            at: 0..<0,
            message:
                "Everybody can write to \(printable(path)) (mode \(octal(mode))), and root mounts what it says."
        )
    }

    private static func executableMessage(_ path: String, _ mode: UInt16) -> String {
        "\(printable(path)) has mode \(octal(mode)), so automount runs it instead of reading it."
    }

    private static func octal(_ mode: UInt16) -> String { "0" + String(mode, radix: 8) }
}
