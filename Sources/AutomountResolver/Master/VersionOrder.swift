import HostFiles
import MountMaps
import SourceText

/// The order in which automount reads the files of a directory: that of versionsort(3), runs of digits compared as
/// numbers (`modules/lookup_dir.c: lookup_read_master`; cases master-115, master-123).
///
/// Leading zeros are ignored here, where versionsort(3) takes them for fractions (no case).
enum VersionOrder {
    static func precedes(_ left: String, _ right: String) -> Bool {
        var left = Array(left.utf8)[...]
        var right = Array(right.utf8)[...]
        while let first = left.first, let second = right.first {
            if first.isASCIIDigit, second.isASCIIDigit {
                let ours = takeNumber(from: &left)
                let theirs = takeNumber(from: &right)
                if ours.count != theirs.count { return ours.count < theirs.count }
                if !ours.elementsEqual(theirs) { return ours.lexicographicallyPrecedes(theirs) }
                continue
            }
            if first != second { return first < second }
            left = left.dropFirst()
            right = right.dropFirst()
        }
        return left.count < right.count
    }

    private static func takeNumber(from text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = text.prefix(while: \.isASCIIDigit)
        text = text.dropFirst(digits.count)
        return digits.drop { $0 == UInt8(ascii: "0") }
    }
}
