/// Stores each of a few texts once, and numbers them.
struct Interner: Sendable {
    private(set) var texts: [String] = []
    private var numbers: [String: UInt32] = [:]

    /// The number of a text, which is stored if it is new.
    mutating func number(of text: Substring) -> UInt32 {
        // Entries with the same text mostly arrive one after another.
        if let last = texts.last, last == text { return UInt32(texts.count - 1) }
        let text = String(text)
        if let number = numbers[text] { return number }
        let number = UInt32(texts.count)
        numbers[text] = number
        texts.append(text)
        return number
    }

    subscript(number: UInt32) -> String { texts[Int(number)] }
}
