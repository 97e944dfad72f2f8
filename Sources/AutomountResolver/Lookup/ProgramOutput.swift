import MountMaps
import SourceText

/// Reads the entry from what a program map writes.
enum ProgramOutput {
    /// The first line that is not blank; a backslash and the LF after it become a blank.
    static func entry(in output: [UInt8]) -> [UInt8] {
        var entry: [UInt8] = []
        var isEscaped = false
        for byte in output {
            if isEscaped {
                isEscaped = false
                if byte == MapByte.newline {
                    entry.append(MapByte.space)
                } else {
                    entry += [MapByte.backslash, byte]
                }
            } else if byte == MapByte.backslash {
                isEscaped = true
            } else if byte == MapByte.newline {
                if !entry.isEmpty { break }
            } else if !entry.isEmpty || !byte.isASCIISpace {
                entry.append(byte)
            }
            if entry.count >= AutomountLimits.entryLength { break }
        }
        return entry
    }
}
