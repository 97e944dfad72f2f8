import Foundation
import ProcessTestSupport

/// A program that runs a real daemon on cases and records the results.
struct Oracle {
    /// Why the oracle failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let script: String
    /// The arguments of the script for a file of cases and a file for the answers; a script that writes its answers
    /// to standard output ignores the second.
    let arguments: @Sendable (_ cases: String, _ answers: String) -> [String]
    let directory: URL

    /// The recorded lines, one for each case that could be observed.
    func observe(_ cases: [FuzzCase]) throws -> [Data] {
        let file = directory.appending(path: "cases.jsonl")
        let answers = directory.appending(path: "answers.jsonl")
        let errors = directory.appending(path: "errors")
        var lines = Data()
        for (number, one) in cases.enumerated() {
            lines += try one.line(id: "\(number)") + Data("\n".utf8)
        }
        try lines.write(to: file)
        let command = ["python3", script] + arguments(file.path(), answers.path())
        let output = command.contains(answers.path()) ? directory.appending(path: "output") : answers
        let process = try ChildProcess(command, output: output.path(), errors: errors.path())
        let status = process.waitUntilEnded()
        guard status == 0 else {
            let complaint = String(decoding: try Data(contentsOf: errors).suffix(2_000), as: UTF8.self)
            throw Failure(description: "\(script) ended with status \(status): \(complaint)")
        }
        return try Data(contentsOf: answers).split(separator: UInt8(ascii: "\n")).map { Data($0) }
    }
}
