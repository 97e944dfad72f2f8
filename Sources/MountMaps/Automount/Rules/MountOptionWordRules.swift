import SourceText

/// Options that have no effect, contradict each other, or are slower than they look.
enum MountOptionWordRules: AutomountMapRule {
    static let interruptible = Rule(
        code: "MAP024",
        name: "intr",
        severity: .note,
        summary: "The mount option intr or nointr.",
        reason: "Linux has ignored both since 2.6.25.",
        cure: "Remove it.",
        example: "j -hard,intr srv:/j\n",
        corrected: "j -hard srv:/j\n"
    )
    static let datagrams = Rule(
        code: "MAP025",
        name: "udp",
        severity: .warning,
        summary: "NFS over UDP.",
        reason: "Kernels since 5.6 are usually built without NFS over UDP, so the mount fails.",
        cure: "Use tcp, which is the default.",
        example: "j -proto=udp srv:/j\n",
        corrected: "j -proto=tcp srv:/j\n"
    )
    static let version = Rule(
        code: "MAP026",
        name: "contradicting-version",
        severity: .error,
        summary: "Two NFS versions, or one that contradicts the type.",
        reason: "mount.nfs uses the last one or rejects the options.",
        cure: "Give one version.",
        example: "j -fstype=nfs4,vers=3 srv:/j\n",
        corrected: "j -fstype=nfs,vers=3 srv:/j\n"
    )
    static let fstabWord = Rule(
        code: "MAP027",
        name: "fstab-word",
        severity: .note,
        summary: "An option that is meant for fstab.",
        reason: "In a map it has no effect, or a different one.",
        cure: "Remove it.",
        example: "j -defaults,bg srv:/j\n",
        corrected: "j -rw srv:/j\n"
    )
    static let uncached = Rule(
        code: "MAP028",
        name: "uncached",
        severity: .note,
        summary: "An option that turns caching off.",
        reason: "Every access goes to the server, so homes become slow.",
        cure: "Remove it unless several clients write the same files.",
        example: "j -noac srv:/j\n",
        corrected: "j -rw srv:/j\n"
    )

    static let rules = [interruptible, datagrams, version, fstabWord, uncached]

    private static let fstabWords: Set<String> = ["defaults", "_netdev", "bg", "auto", "noauto", "nofail"]
    private static let uncachedWords: Set<String> = ["noac", "actimeo=0", "lookupcache=none", "sync"]

    static func remarks(about options: AutomountOptionList) -> [AutomountOptionList.Remark] {
        guard options.isNFS else { return [] }
        let words = options.items.compactMap { item in
            remark(about: item).map { AutomountOptionList.Remark($0, about: item, item.shown + $1) }
        }
        return words + versionRemarks(options)
    }

    /// The fix that removes an option without effect, with the comma or dash that is no longer needed.
    static func fix(of remark: AutomountOptionList.Remark, at range: Range<Int>, in bytes: [UInt8]) -> Fix? {
        let words = ["intr", "nointr"]
        guard remark.rule == interruptible, range.lowerBound > 0, range.upperBound < bytes.count,
            let word = words.first(where: { bytes[range].elementsEqual($0.utf8) })
        else { return nil }
        let edit: Range<Int>
        if bytes[range.upperBound] == MapByte.comma {
            edit = range.lowerBound..<range.upperBound + 1
        } else if bytes[range.lowerBound - 1] == MapByte.comma {
            edit = range.lowerBound - 1..<range.upperBound
        } else if bytes[range.lowerBound - 1] == MapByte.dash, bytes[range.upperBound].isASCIIBlank {
            let blanks = bytes[range.upperBound...].prefix(while: \.isASCIIBlank)
            edit = range.lowerBound - 1..<blanks.endIndex
        } else {
            return nil
        }
        return Fix("remove \(word)", edits: [TextEdit(edit, with: "")])
    }

    /// The rule about an option, and the end of its message.
    private static func remark(about option: AutomountOptionList.Item) -> (Rule, String)? {
        switch option.text {
        case "intr", "nointr": (interruptible, " has no effect: Linux has ignored it since 2.6.25.")
        case "udp", "proto=udp", "proto=udp6":
            (datagrams, " asks for UDP, which kernels since 5.6 usually do not support; the mount fails.")
        case _ where fstabWords.contains(option.text) || option.text.hasPrefix("x-systemd."):
            (fstabWord, " is meant for fstab and has no use in a map.")
        case _ where uncachedWords.contains(option.text):
            (uncached, " sends every access to the server, so homes become slow.")
        default: nil
        }
    }

    private static func versionRemarks(_ options: AutomountOptionList) -> [AutomountOptionList.Remark] {
        let versions = options.items.filter { ["vers", "nfsvers"].contains($0.name) }
        guard let last = versions.last else { return [] }
        let contradictsType = options.type == "nfs4" && last.value?.hasPrefix("4") == false
        guard contradictsType || Set(versions.compactMap(\.value)).count > 1 else { return [] }
        return [.init(version, about: last, "\(last.shown) contradicts the version or type before it.")]
    }
}
