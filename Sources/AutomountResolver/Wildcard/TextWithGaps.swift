/// A text with gaps where the name of a key goes.
struct TextWithGaps: Sendable {
    /// The name that stands for all others; no letter of it means anything to automount.
    static let standIn = Array("stand1n_f0r_th3_n4m3".utf8)

    private let text: [UInt8]
    /// Where in the text the gaps are, in order.
    private let gaps: [Int]

    /// Cuts the stand-in out of a text.
    init(_ full: String) {
        self.init(Array(full.utf8))
    }

    /// Cuts the stand-in out of a text.
    init(_ full: [UInt8]) {
        var text: [UInt8] = []
        var gaps: [Int] = []
        var rest = full[...]
        while let next = rest.first {
            if rest.starts(with: Self.standIn) {
                gaps.append(text.count)
                rest = rest.dropFirst(Self.standIn.count)
            } else {
                text.append(next)
                rest = rest.dropFirst()
            }
        }
        self.text = text
        self.gaps = gaps
    }

    /// The number of gaps.
    var gapCount: Int { gaps.count }

    /// The text with a name in every gap.
    func filled(with name: ArraySlice<UInt8>) -> String {
        let count = text.count + gaps.count * name.count
        // Only the buffer of the closure is written, up to the count that it has room for.
        return String(unsafeUninitializedCapacity: count) { buffer in
            var end = 0
            var start = 0
            for gap in gaps {
                end = buffer[end...].update(fromContentsOf: text[start..<gap])
                end = buffer[end...].update(fromContentsOf: name)
                start = gap
            }
            return buffer[end...].update(fromContentsOf: text[start...])
        }
    }
}
