/// A text with gaps for the name of a key.
struct TextWithGaps: Sendable {
    /// The placeholder name that is looked up while a template is compiled.
    static let placeholder = Array("stand1n_f0r_th3_n4m3".utf8)

    private let text: [UInt8]
    /// The positions of the gaps in the text, in order.
    private let gaps: [Int]

    /// Cuts the placeholder out of a text.
    init(_ full: String) {
        self.init(Array(full.utf8))
    }

    /// Cuts the placeholder out of a text.
    init(_ full: [UInt8]) {
        var text: [UInt8] = []
        var gaps: [Int] = []
        var rest = full[...]
        while let next = rest.first {
            if rest.starts(with: Self.placeholder) {
                gaps.append(text.count)
                rest = rest.dropFirst(Self.placeholder.count)
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
        // The closure writes only to the buffer, up to the count that it has room for.
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
