import Foundation

/// Prints a line without buffering, also to a file or a pipe.
func say(_ line: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
}
