import SourceText

/// Scans the `automount:` line of nsswitch.conf(5), as `lib/nss_tok.l` of autofs 5.1 does.
///
/// The scanner knows no comments, and skips bytes that match no token.
package struct NameServiceScanner {
    package enum Token: Equatable {
        case source(String)
        case status(NameServiceSwitch.Status)
        case action(returns: Bool)
        case open
        case close
        case equals
        case bang
        case lineEnd
    }

    private enum State {
        case outside
        case sources
        case actions
    }

    private static let keyword = Array("automount:".utf8)

    private let bytes: [UInt8]
    private var position = 0
    private var state = State.outside

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether there is an `automount:` line.
    package var hasLine: Bool {
        bytes.split(separator: .lineFeed).contains(where: Self.beginsWithKeyword)
    }

    /// Returns the next word; nil at the end of the file.
    package mutating func next() -> Token? {
        while position < bytes.count {
            switch state {
            case .outside: enterLine()
            case .sources: if let token = nextOfSources() { return token }
            case .actions: if let token = nextOfActions() { return token }
            }
        }
        return nil
    }

    private mutating func enterLine() {
        if Self.beginsWithKeyword(bytes[position...]) {
            position += Self.keyword.count
            state = .sources
        } else {
            position = bytes[position...].firstIndex(of: .lineFeed).map { $0 + 1 } ?? bytes.count
        }
    }

    private mutating func nextOfSources() -> Token? {
        let byte = bytes[position]
        if byte == .lineFeed { return endLine() }
        let name = bytes[position...].prefix(while: Self.isSourceByte)
        if !name.isEmpty {
            position += name.count
            return .source(String(decoding: name, as: UTF8.self))
        }
        if byte == UInt8(ascii: "[") {
            state = .actions
        } else {
            position += 1
        }
        return nil
    }

    private mutating func nextOfActions() -> Token? {
        let byte = bytes[position]
        if byte == .lineFeed { return endLine() }
        if byte.isASCIIBlank {
            position += 1
            return nil
        }
        for status in NameServiceSwitch.Status.allCases where take(status.rawValue) { return .status(status) }
        if take("continue") { return .action(returns: false) }
        if take("return") { return .action(returns: true) }
        if take("[") { return .open }
        if take("=") { return .equals }
        if take("!") { return .bang }
        state = .sources
        return take("]") ? .close : nil
    }

    private mutating func endLine() -> Token {
        position += 1
        state = .outside
        return .lineEnd
    }

    /// Reads a word, ignoring case.
    private mutating func take(_ word: String) -> Bool {
        let found = bytes[position...].prefix(word.utf8.count)
        guard String(decoding: found, as: UTF8.self).lowercased() == word else { return false }
        position += found.count
        return true
    }

    private static func beginsWithKeyword(_ line: ArraySlice<UInt8>) -> Bool {
        String(decoding: line.prefix(keyword.count), as: UTF8.self).lowercased().utf8.elementsEqual(keyword)
    }

    private static func isSourceByte(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_")
            || "@$%^&*()+\":;?,<>./'{}~`".utf8.contains(byte)
    }
}
