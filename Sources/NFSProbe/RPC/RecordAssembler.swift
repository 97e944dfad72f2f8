/// Assembles one record from the fragments of a byte stream (RFC 5531, section 11).
///
/// It accepts the stream in pieces of any size, and stores no more than its limit. An empty fragment that is not the
/// last one is refused, because a server could send them forever.
struct RecordAssembler {
    private static let lastFragment: UInt32 = 0x8000_0000

    let limit: Int
    private(set) var record: [UInt8] = []
    private var header: UInt32 = 0
    private var headerBytes = 0
    private var fragmentLeft = 0
    private(set) var isComplete = false

    init(limit: Int) {
        self.limit = limit
    }

    /// Adds the next bytes of the stream.
    mutating func append(_ piece: UnsafeRawBufferPointer) throws(XDRFailure) {
        var piece = piece[...]
        while !piece.isEmpty {
            guard !isComplete else { throw failure(.unexpectedBytes, "the record") }
            if headerBytes < 4 {
                header = header << 8 | UInt32(piece.removeFirst())
                headerBytes += 1
                if headerBytes == 4 { try beginFragment() }
            } else {
                let part = piece.prefix(fragmentLeft)
                record.append(contentsOf: part)
                fragmentLeft -= part.count
                piece = piece.dropFirst(part.count)
            }
            if headerBytes == 4, fragmentLeft == 0 { endFragment() }
        }
    }

    private mutating func beginFragment() throws(XDRFailure) {
        fragmentLeft = Int(header & ~Self.lastFragment)
        guard fragmentLeft <= limit - record.count else { throw failure(.limitExceeded, "a fragment") }
        guard fragmentLeft > 0 || header == Self.lastFragment else {
            throw failure(.invalidValue, "an empty fragment that is not the last one")
        }
    }

    private mutating func endFragment() {
        isComplete = header & Self.lastFragment != 0
        header = 0
        headerBytes = 0
    }

    private func failure(_ kind: XDRFailure.Kind, _ field: String) -> XDRFailure {
        XDRFailure(kind: kind, field: field, offset: record.count)
    }
}
