/// Writes XDR values (RFC 4506).
struct XDRWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ value: UInt32) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ value: XDRString) {
        append(UInt32(value.bytes.count))
        bytes += value.bytes
        bytes += repeatElement(0, count: -value.bytes.count & 3)
    }
}
