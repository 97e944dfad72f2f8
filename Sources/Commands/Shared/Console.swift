import Glibc
import SourceText
import SystemPackage

/// Standard output for results, standard error for everything else.
struct Console: Sendable {
    /// The style of standard output.
    let style: TerminalStyle
    /// The style of standard error.
    let errorStyle: TerminalStyle

    /// Whether somebody watches standard error on a terminal.
    let isWatched: Bool

    init(color: ColorChoice) {
        style = Self.style(color, of: .standardOutput)
        errorStyle = Self.style(color, of: .standardError)
        isWatched = Self.isTerminal(.standardError)
    }

    /// Writes to standard output.
    func write(_ text: String) throws {
        try write(Array(text.utf8))
    }

    /// Writes bytes to standard output as they are.
    func write(_ bytes: [UInt8]) throws {
        _ = try FileDescriptor.standardOutput.writeAll(bytes)
    }

    /// Writes to standard error.
    ///
    /// If that fails, there is nowhere else to report it.
    func writeError(_ text: String) {
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }

    private static func style(_ choice: ColorChoice, of stream: FileDescriptor) -> TerminalStyle {
        switch choice {
        case .always: .coloured
        case .never: .plain
        case .auto: isTerminal(stream) && wantsColor ? .coloured : .plain
        }
    }

    private static func isTerminal(_ stream: FileDescriptor) -> Bool {
        isatty(stream.rawValue) == 1
    }

    // https://no-color.org: any value but the empty one turns colours off.
    private static var wantsColor: Bool {
        let refused = getenv("NO_COLOR").map { String(cString: $0) } ?? ""
        let terminal = getenv("TERM").map { String(cString: $0) } ?? ""
        return refused.isEmpty && terminal != "dumb"
    }
}
