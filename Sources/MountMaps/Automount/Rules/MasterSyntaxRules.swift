import SourceText

/// Lines of the master map that automount loses.
enum MasterSyntaxRules: MasterMapRule {
    static let relativeMountPoint = Rule(
        code: "MST001",
        name: "relative-mount-point",
        severity: .error,
        summary: "A mount point that is not absolute.",
        reason: "It is a syntax error; automount drops the line.",
        cure: "Begin the mount point with a slash, without quotes.",
        example: "home /etc/auto.home\n",
        corrected: "/home /etc/auto.home\n"
    )
    static let lostLine = Rule(
        code: "MST031",
        name: "lost-line",
        severity: .error,
        summary: "A line that is lost to an indented line, a quote, or the end of the file.",
        reason: "Automount drops the line; the mount point does not exist.",
        cure: "Begin each line in the first column, end it with LF, and use no double quotes.",
        example: "/home /etc/auto.home\n  # homes\n",
        corrected: "/home /etc/auto.home\n# homes\n"
    )
    static let unknownType = Rule(
        code: "MST032",
        name: "unknown-map-type",
        severity: .error,
        summary: "A map with a type that automount does not know.",
        reason: "It is a syntax error; automount loses the line and all that it reads after it.",
        cure: "Use file, program, exec, sss, nis, ldap or another known type before the colon.",
        example: "/home files:/etc/auto.home\n",
        corrected: "/home file:/etc/auto.home\n"
    )
    static let malformedOptions = Rule(
        code: "MST033",
        name: "malformed-options",
        severity: .error,
        summary: "Options with a misplaced comma or equals sign, or a value that the master map cannot hold.",
        reason: "Automount loses the line and, unless a comma ends it, all lines that it reads after it.",
        cure: "Part options by one comma; put values with slashes and the like into the map.",
        example: "/home /etc/auto.home -rw,,soft\n",
        corrected: "/home /etc/auto.home -rw,soft\n"
    )

    static let rules = [relativeMountPoint, lostLine, unknownType, malformedOptions]

    static func check(_ document: MasterMapDocument, _ findings: FindingList) {
        for error in document.syntaxErrors {
            let (rule, message) = describe(error.reason, document.file.bytes[error.range])
            let isWhole = error.reason == .mountPointNotAbsolute || error.reason == .missingMap
            let below =
                error.losesFollowingLines
                ? " Automount loses this line and every one it reads after it, in this file"
                    + " (\(document.lostLines.count)) and in others."
                : ""
            findings.add(rule, at: isWhole ? error.range : error.culprit, message + below)
        }
        for dropped in document.droppedLines {
            findings.add(lostLine, at: dropped.range, "Automount does not see this line.")
        }
    }

    private static func describe(
        _ reason: MasterMapSyntaxError.Reason,
        _ line: ArraySlice<UInt8>
    ) -> (Rule, String) {
        switch reason {
        case .mountPointNotAbsolute:
            (
                relativeMountPoint,
                "The mount point \(shown(line.prefix { !$0.isASCIISpace })) is not absolute: automount drops the line."
            )
        case .quoteInMountPoint: (relativeMountPoint, "The mount point holds a double quote.")
        case .unknownMapType: (unknownType, "Automount knows no map of this type.")
        case .unsupportedMap: (unknownType, "Automount refuses this map.")
        case .misplacedBuiltIn:
            (
                unknownType,
                "A built-in map such as -hosts stands alone: without a type, and not among several maps."
            )
        case .malformedLDAPName, .incompleteLDAPName:
            (
                unknownType,
                "Two slashes or an attribute make this the name of a map in LDAP: a plain name, or parts such"
                    + " as ou=auto.home,dc=example."
            )
        case .missingMap: (lostLine, "The line names no map.")
        case .misplacedComma, .trailingComma: (malformedOptions, "A comma stands where an option should.")
        case .malformedOption, .separatorWithoutMulti:
            (malformedOptions, "Automount cannot read the options from here on.")
        }
    }
}
