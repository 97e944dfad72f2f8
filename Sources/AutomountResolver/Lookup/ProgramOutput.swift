import MountMaps
import SourceText

/// Reads the entry from the output of a program map.
///
/// The rules, all in `modules/lookup_program.c: lookup_one`:
/// 1. The first line that is not blank counts, without its leading white space (cases program-007, program-008,
///    program-010).
/// 2. A backslash and the line feed after it become a blank. Before any other byte the backslash stays
///    (cases program-015, program-006).
///
/// An entry ends here after 16384 bytes.
enum ProgramOutput {
    /// The first line that is not blank, its continuation lines joined.
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
