import HostFiles
import MountMaps
import SourceText

/// The order of file names that versionsort(3) gives: runs of digits compare as numbers.
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
