import Foundation

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

private let target = ProcessInfo.processInfo.environment["PARSER"].flatMap(ParserTarget.init(rawValue:))

/// The function that libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    target?.check(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}

/// Fuzzes the parser named by the variable `PARSER`, with the arguments of libFuzzer; `seeds DIRECTORY` writes
/// the initial inputs.
@main
struct ParserFuzz {
    static func main() throws {
        guard let target else {
            print("set PARSER to one of \(ParserTarget.allCases.map(\.rawValue).joined(separator: ", "))")
            exit(64)
        }
        if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "seeds" {
            let directory = URL(filePath: CommandLine.arguments[2])
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            for (number, bytes) in try target.seeds().enumerated() {
                try Data(bytes).write(to: directory.appending(path: "seed-\(number)"))
            }
            return
        }
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(runDriver(&count, &arguments, testOneInput))
    }
}
