import SourceText

/// Lines of the master map that automount drops.
enum MasterSyntaxRules: MasterMapRule {
    static let relativeMountPoint = Rule(
        code: "MST001",
        name: "relative-mount-point",
        severity: .error,
        summary: "A mount point that is not absolute.",
        reason: "This is a syntax error, and automount ignores the line.",
        cure: "Write an absolute path without quotes.",
        example: "home /etc/auto.home\n",
        corrected: "/home /etc/auto.home\n"
    )
    static let lostLine = Rule(
        code: "MST031",
        name: "lost-line",
        severity: .error,
        summary: "A line that automount drops because of an indented line, a quote or the end of the file.",
        reason: "Automount ignores the line, so the mount point does not exist.",
        cure: "Start each line in the first column, end it with a line feed, and use no double quotes.",
        example: "/home /etc/auto.home\n  # homes\n",
        corrected: "/home /etc/auto.home\n# homes\n"
    )
    static let unknownType = Rule(
        code: "MST032",
        name: "unknown-map-type",
        severity: .error,
        summary: "A map type that automount does not know.",
        reason:
            "This is a syntax error. Automount drops this line and all lines that it reads later, in this file and in others.",
        cure: "Use a known type before the colon: file, program, exec, sss, nis, ldap or another.",
        example: "/home files:/etc/auto.home\n",
        corrected: "/home file:/etc/auto.home\n"
    )
    static let malformedOptions = Rule(
        code: "MST033",
        name: "malformed-options",
        severity: .error,
        summary:
            "Options with a misplaced comma or equals sign, or with a value that the master map cannot contain.",
        reason:
            "Automount drops this line. If the line does not end in a comma, automount also drops all lines that it reads "
            + "later, in this file and in others.",
        cure:
            "Separate options with single commas. Put values with slashes or other special characters in the map.",
        example: "/home /etc/auto.home -rw,,soft\n",
        corrected: "/home /etc/auto.home -rw,soft\n"
    )

    static let rules = [relativeMountPoint, lostLine, unknownType, malformedOptions]

    static func check(_ document: MasterMapDocument, _ findings: FindingList) {
        for error in document.syntaxErrors where !isOfMark(error, document.file.bytes) {
            let (rule, message) = describe(error.reason, document.file.bytes[error.range])
            let isWhole = error.reason == .mountPointNotAbsolute || error.reason == .missingMap
            let below =
                error.losesFollowingLines
                ? " Automount drops this line and every line it reads after it, in this file"
                    + " (\(document.lostLines.count)) and in others."
                : ""
            findings.add(rule, at: isWhole ? error.range : error.culprit, message + below)
        }
        for dropped in document.droppedLines {
            findings.add(lostLine, at: dropped.range, "Automount ignores this line.")
        }
    }

    /// Whether a line is lost to a byte order mark alone, which is a finding of its own.
    private static func isOfMark(_ error: MasterMapSyntaxError, _ bytes: [UInt8]) -> Bool {
        let mark = MasterEncodingRules.mark
        guard error.reason == .mountPointNotAbsolute, error.range.lowerBound == 0, bytes.starts(with: mark)
        else { return false }
        return bytes.count > mark.count
            && [MapByte.slash, MapByte.hash, MapByte.plus].contains(bytes[mark.count])
    }

    private static func describe(
        _ reason: MasterMapSyntaxError.Reason,
        _ line: ArraySlice<UInt8>
    ) -> (Rule, String) {
        switch reason {
        case .mountPointNotAbsolute:
            (
                relativeMountPoint,
                "The mount point \(shown(line.prefix { !$0.isASCIISpace })) is not absolute; automount ignores the line."
            )
        case .quoteInMountPoint:
            (relativeMountPoint, "The mount point contains a double quote; automount ignores the line.")
        case .unknownMapType: (unknownType, "Automount does not know this map type.")
        case .unsupportedMap: (unknownType, "Automount does not support this map.")
        case .misplacedBuiltIn:
            (
                unknownType,
                "A built-in map such as -hosts must be alone: without a type, and not one of several maps."
            )
        case .malformedLDAPName, .incompleteLDAPName:
            (
                unknownType,
                "Because of two slashes or an attribute, automount reads this as the name of an LDAP map, but it is neither"
                    + " a plain name nor a name such as ou=auto.home,dc=example."
            )
        case .missingMap: (lostLine, "This line names no map.")
        case .misplacedComma, .trailingComma:
            (malformedOptions, "There is a comma where an option should be.")
        case .malformedOption, .separatorWithoutMulti:
            (malformedOptions, "Automount cannot read the options from here on.")
        }
    }
}
