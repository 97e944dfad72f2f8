import MountMaps
import SourceText

extension CheckedText {
    private static let sampleLength = 65_536

    /// Why a file that is named as a map is not read as one; nil where it is.
    public var reasonAgainstReading: String? {
        guard case .map = kind else { return nil }
        if SiteMaps.isProgram(file.bytes) {
            return
                "this is a program map: what it would print is not checked; autohome resolve --run-programs runs it"
        }
        // The first entry decides; automount reads none that is longer than this.
        let start = SourceFile(name: file.name, bytes: Array(file.bytes.prefix(Self.sampleLength)))
        guard AutomountMapDocument(start).looksLikeAmd else { return nil }
        return
            "this is a map of amd, whose format is not read; automount needs the format amd in the master map for it"
    }
}

extension AutomountMapDocument {
    /// Whether the first entry is one of amd: `type:=link;fs:=/b`, also after selectors such as `host==a;`.
    ///
    /// In a map of the format sun no location begins so.
    fileprivate var looksLikeAmd: Bool {
        guard let entry = entries.first else { return false }
        let value = value(of: entry).drop { $0 == UInt8(ascii: "-") }
        let name = value.prefix { $0.isASCIILetter || $0 == UInt8(ascii: "_") }
        let sign = value.dropFirst(name.count).prefix(2)
        return !name.isEmpty && [":=", "==", "!="].contains { sign.elementsEqual($0.utf8) }
    }
}
