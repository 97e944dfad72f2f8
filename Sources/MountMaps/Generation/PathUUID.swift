import CNettle

/// Computes a UUID for a path: version 5 (RFC 9562 section 5.5) of the path's `file:` URL.
///
/// It depends only on the path, so it stays the same after a new disk, a restored backup or a moved configuration, and
/// two paths never share it. `uuidgen --sha1 --namespace @url --name file:///srv/home` prints the same UUID.
enum PathUUID {
    // The name space of URLs, RFC 9562 section 6.6.
    private static let urls: [UInt8] = [
        0x6B, 0xA7, 0xB8, 0x11, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
    ]

    /// Returns the UUID as text.
    static func text(of path: String) -> String {
        var bytes = Array(sha1(urls + Array("file://\(path)".utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }.joined(separator: "-")
    }

    private static func sha1(_ bytes: [UInt8]) -> [UInt8] {
        var context = sha1_ctx()
        nettle_sha1_init(&context)
        nettle_sha1_update(&context, bytes.count, bytes)
        var digest = [UInt8](repeating: 0, count: Int(SHA1_DIGEST_SIZE))
        nettle_sha1_digest(&context, digest.count, &digest)
        return digest
    }
}
