import Foundation

/// Prints a line at once, also where a file or a pipe takes it up.
func say(_ line: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
}
