/// Stores each of a few texts once, and numbers them.
struct Interner: Sendable {
    private(set) var texts: [String] = []
    private var numbers: [String: UInt32] = [:]
    // Entries with the same text mostly arrive one after another.
    private var last: (bytes: [UInt8], number: UInt32)?

    /// The number of a text in UTF-8, which is stored if it is new.
    mutating func number(of bytes: ArraySlice<UInt8>) -> UInt32 {
        if let last, last.bytes[...] == bytes { return last.number }
        let text = String(decoding: bytes, as: UTF8.self)
        let number = numbers[text] ?? UInt32(texts.count)
        if number == texts.count {
            numbers[text] = number
            texts.append(text)
        }
        last = (Array(bytes), number)
        return number
    }

    subscript(number: UInt32) -> String { texts[Int(number)] }
}
