import MountMaps
import SourceText

/// The section `[homes]`.
enum HomesSection {
    static func read(_ text: inout ConfigurationText) -> HomesSettings {
        var section = SectionReader(["homes"])
        let settings = HomesSettings(
            root: section.path("root", &text),
            prefix: section.path("prefix", default: "/home", &text),
            skeleton: section.path("skeleton", default: "/etc/skel", &text),
            mode: mode(&section, &text),
            uidNumbers: uidNumbers(&section, &text),
            sentinel: sentinel(&section, &text),
            known: SectionReader.reasons(at: ["homes", "known"], &text),
            knownFile: section.optionalPath("known_file", &text)
        )
        section.finish(subsections: ["known"], in: &text)
        return settings
    }

    private static func mode(_ section: inout SectionReader, _ text: inout ConfigurationText) -> UInt16 {
        let value = section.text("mode", default: "0700", in: &text)
        guard let mode = UInt16(value, radix: 8), (3...4).contains(value.utf8.count), mode <= 0o2777 else {
            section.reject("mode", "must be an octal mode such as \"0700\"", in: &text)
            return 0o700
        }
        guard mode & 0o002 == 0, mode & 0o700 == 0o700 else {
            section.reject(
                "mode",
                "must give the owner all rights, and others no write permission",
                in: &text
            )
            return 0o700
        }
        return mode
    }

    private static func uidNumbers(
        _ section: inout SectionReader,
        _ text: inout ConfigurationText
    ) -> ClosedRange<UInt32> {
        let possible = 1...Int(UInt32.max) - 1
        let low = section.number("uid_min", default: 1_000, in: possible, &text)
        let high = section.number("uid_max", default: 60_000, in: possible, &text)
        guard low <= high else {
            section.reject("uid_min", "is greater than uid_max: nobody would get a home", in: &text)
            return 1_000...60_000
        }
        return UInt32(low)...UInt32(high)
    }

    private static func sentinel(_ section: inout SectionReader, _ text: inout ConfigurationText) -> String? {
        guard let name = section.optionalText("sentinel", in: &text) else { return nil }
        if name.isEmpty || name == "." || name == ".."
            || name.utf8.contains(where: { $0 == 0x2F || $0 < 0x20 })
        {
            section.reject("sentinel", "must be the name of a file in the root, without a slash", in: &text)
        }
        return name
    }
}
