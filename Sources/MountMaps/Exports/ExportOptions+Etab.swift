import SourceText

extension ExportOptions {
    /// Returns all options in the order in which `support/nfs/exports.c: putexportent` writes them to etab.
    ///
    /// - Parameter perFlavor: The flags that may differ between flavors; they decide which flags are written for each.
    /// - Returns: The words between the parentheses; a list of squashed ids gives several words.
    public func etabOptions(perFlavor: ExportFlags = .perFlavor) -> [[UInt8]] {
        var words = flagWords()
        func add(_ text: String) { words.append(Array(text.utf8)) }
        if flags.contains(.fsid) { add("fsid=\(fsid)") }
        if let uuid { words.append(Array("fsid=".utf8) + uuid) }
        if let mountPoint {
            words.append(Array((mountPoint.isEmpty ? "mountpoint" : "mountpoint=").utf8) + mountPoint)
        }
        switch locations {
        case .referral(let text): words.append(Array("refer=".utf8) + EtabText.escaped(text))
        case .replicas(let text): words.append(Array("replicas=".utf8) + EtabText.escaped(text))
        case nil: break
        }
        words += Self.words(squashed: squashedUIDs, as: "squash_uids=")
        // A bug of putexportent in 2.6.2: the loop over group ranges uses the number of user ranges. That is mostly 0,
        // so "squash_gids=" is written without a range and without a comma.
        let groups = Self.words(squashed: Array(squashedGIDs.prefix(squashedUIDs.count)), as: "squash_gids=")
        words += groups
        let glued = !squashedGIDs.isEmpty && groups.isEmpty ? "squash_gids=" : ""
        add("\(glued)anonuid=\(anonymousUID)")
        add("anongid=\(anonymousGID)")
        words += grantWords(perFlavor)
        return words
    }

    private func flagWords() -> [[UInt8]] {
        func has(_ flag: ExportFlags) -> Bool { flags.contains(flag) }
        var words = [
            has(.readOnly) ? "ro" : "rw",
            has(.async) ? "async" : "sync",
            has(.gatheredWrites) ? "wdelay" : "no_wdelay",
            has(.noHide) ? "nohide" : "hide",
            has(.crossMount) ? "crossmnt" : "nocrossmnt",
            has(.insecurePort) ? "insecure" : "secure",
            has(.rootSquash) ? "root_squash" : "no_root_squash",
            has(.allSquash) ? "all_squash" : "no_all_squash",
            has(.noSubtreeCheck) ? "no_subtree_check" : "subtree_check",
            has(.noAuthNLM) ? "insecure_locks" : "secure_locks",
            has(.noACL) ? "no_acl" : "acl",
        ]
        if has(.noReadDirPlus) { words.append("nordirplus") }
        if has(.securityLabel) { words.append("security_label") }
        words.append(has(.pNFS) ? "pnfs" : "no_pnfs")
        return words.map { Array($0.utf8) }
    }

    private static func words(squashed ranges: [Int32], as key: String) -> [[UInt8]] {
        stride(from: 0, to: ranges.count - 1, by: 2).map { index in
            let first = ranges[index]
            let last = ranges[index + 1]
            let text = first == last ? "\(first)" : "\(first)-\(last)"
            return Array(((index == 0 ? key : "") + text).utf8)
        }
    }

    private static let grantFlags: [(flag: ExportFlags, set: String, unset: String)] = [
        (.readOnly, "ro", "rw"), (.insecurePort, "insecure", "secure"),
        (.rootSquash, "root_squash", "no_root_squash"), (.allSquash, "all_squash", "no_all_squash"),
    ]

    /// Groups adjacent flavors with equal flags, as `support/nfs/exports.c: secinfo_show` does.
    private func grantWords(_ perFlavor: ExportFlags) -> [[UInt8]] {
        let grants = grants
        var words: [String] = []
        var index = 0
        while index < grants.count {
            let flags = grants[index].flags
            var names = grants[index].flavor.rawValue
            index += 1
            while index < grants.count, grants[index].flags == flags {
                names += ":" + grants[index].flavor.rawValue
                index += 1
            }
            words.append("sec=" + names)
            for (flag, set, unset) in Self.grantFlags where perFlavor.contains(flag) {
                words.append(flags.contains(flag) ? set : unset)
            }
        }
        return words.map { Array($0.utf8) }
    }
}

/// The octal escapes of etab, `support/nfs/exports.c: fprintpath`, which exports tables understand too.
enum EtabText {
    /// Writes control bytes, white space, `"`, `#` and backslash as octal escapes.
    static func escaped(_ text: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for byte in text {
            if byte <= .blank || byte == 0x7F || byte == .quote || byte == .hash || byte == .backslash {
                result += escape(byte)
            } else {
                result.append(byte)
            }
        }
        return result
    }

    /// Writes a byte as a backslash and three octal digits.
    static func escape(_ byte: UInt8) -> [UInt8] {
        [.backslash] + [byte >> 6, (byte >> 3) & 7, byte & 7].map { $0 + 0x30 }
    }
}
