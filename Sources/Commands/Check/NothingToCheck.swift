import SourceText

/// A root without any file that check reads, such as one that is misspelt.
struct NothingToCheck: Error, CustomStringConvertible {
    let root: String

    var description: String {
        "nothing to check below \(printable(root)): there are no exports, no master map and no maps; correct --root, or "
            + "name the files"
    }
}
