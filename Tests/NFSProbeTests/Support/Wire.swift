import RandomTestSupport

@testable import NFSProbe

/// Encodes the messages of a server: replies, records and export lists.
enum Wire {
    static func words(_ words: UInt32...) -> [UInt8] {
        var writer = XDRWriter()
        for word in words { writer.append(word) }
        return writer.bytes
    }

    static func string(_ text: String) -> [UInt8] {
        var writer = XDRWriter()
        writer.append(XDRString(bytes: Array(text.utf8)))
        return writer.bytes
    }

    /// One record of one fragment.
    static func record(_ body: [UInt8]) -> [UInt8] {
        words(0x8000_0000 | UInt32(body.count)) + body
    }

    /// An accepted reply with an AUTH_NONE verifier.
    static func reply(_ number: UInt32, status: UInt32 = 0, _ results: [UInt8] = []) -> [UInt8] {
        words(number, 1, 0, 0, 0, status) + results
    }

    static func exportList(_ exports: [OfferedExport]) -> [UInt8] {
        var writer = XDRWriter()
        for export in exports {
            writer.append(1)
            writer.append(export.path)
            for client in export.clients {
                writer.append(1)
                writer.append(client)
            }
            writer.append(0)
        }
        writer.append(0)
        return writer.bytes
    }

    /// An export list with `count` exports without path and clients.
    static func emptyExports(_ count: Int) -> [UInt8] {
        repeated(words(1, 0, 0), count) + words(0)
    }

    /// An export list with one export that has `count` clients without names.
    static func exportWithEmptyClients(_ count: Int) -> [UInt8] {
        words(1, 0) + repeated(words(1, 0), count) + words(0, 0)
    }

    private static func repeated(_ pattern: [UInt8], _ count: Int) -> [UInt8] {
        var bytes = pattern
        while bytes.count < pattern.count * count { bytes += bytes }
        bytes.removeLast(bytes.count - pattern.count * count)
        return bytes
    }

    /// A random export list; names have arbitrary bytes, up to the maximum length of the protocol.
    static func randomExports(using generator: inout SeededGenerator) -> [OfferedExport] {
        func name(longest: Int, using generator: inout SeededGenerator) -> XDRString {
            let length = Int.random(in: 0...(Bool.random(using: &generator) ? 9 : longest), using: &generator)
            return XDRString(
                bytes: (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            )
        }
        return (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            OfferedExport(
                path: name(longest: 1024, using: &generator),
                clients: (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                    name(longest: 255, using: &generator)
                }
            )
        }
    }
}
