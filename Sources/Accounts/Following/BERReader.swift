/// Reads the elements of a value in BER, as far as LDAP uses it (RFC 4511 section 5.1: lengths are definite).
struct BERReader {
    /// An element: its tag, which has one byte in LDAP, and its contents.
    struct Element {
        let tag: UInt8
        let contents: ArraySlice<UInt8>
    }

    /// The bytes are not what they should be.
    struct Fault: Error {
        let message: String
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// The tag of the next element; nil at the end.
    var nextTag: UInt8? { rest.first }

    /// Reads the next element.
    mutating func element() throws(Fault) -> Element {
        guard let tag = rest.popFirst() else { throw Fault(message: "it ends too early") }
        guard tag & 0x1F != 0x1F else { throw Fault(message: "it has a tag of several bytes") }
        let length = try length()
        guard length <= rest.count else { throw Fault(message: "an element is longer than what holds it") }
        let contents = rest.prefix(length)
        rest = rest.dropFirst(length)
        return Element(tag: tag, contents: contents)
    }

    /// Reads the next element, which must have a tag.
    mutating func contents(of tag: UInt8) throws(Fault) -> ArraySlice<UInt8> {
        let element = try element()
        guard element.tag == tag else {
            throw Fault(message: "it has the tag \(element.tag) instead of \(tag)")
        }
        return element.contents
    }

    /// Reads the next element if it has a tag.
    mutating func optional(_ tag: UInt8) throws(Fault) -> ArraySlice<UInt8>? {
        nextTag == tag ? try contents(of: tag) : nil
    }

    /// Reads a boolean; the default if there is none (any value but 0 is true, X.690 section 8.2).
    mutating func boolean(default value: Bool) throws(Fault) -> Bool {
        guard let contents = try optional(BERTag.boolean) else { return value }
        guard contents.count == 1, let byte = contents.first else {
            throw Fault(message: "a boolean has \(contents.count) bytes")
        }
        return byte != 0
    }

    /// Checks that nothing follows.
    func end() throws(Fault) {
        guard isAtEnd else { throw Fault(message: "it has \(rest.count) bytes too many") }
    }

    private mutating func length() throws(Fault) -> Int {
        guard let first = rest.popFirst() else { throw Fault(message: "it ends before a length") }
        guard first >= 0x80 else { return Int(first) }
        let count = Int(first & 0x7F)
        guard (1...4).contains(count), count <= rest.count else {
            throw Fault(message: "it has a length of \(count) bytes")
        }
        let length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(count)
        return length
    }
}

/// The tags of X.690 that the controls use.
enum BERTag {
    static let boolean: UInt8 = 0x01
    static let octetString: UInt8 = 0x04
    static let enumerated: UInt8 = 0x0A
    static let sequence: UInt8 = 0x30
    static let set: UInt8 = 0x31
}
