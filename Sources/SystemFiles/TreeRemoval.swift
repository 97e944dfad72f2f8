import Glibc
package import SystemPackage

/// Removes a directory and everything below it, using descriptors.
///
/// Links are not followed and mounts are not entered.
///
/// The number of open directories is limited: in a deeper tree, the deeper directories are first moved to its top.
package struct TreeRemoval: ~Copyable {
    private static let deepest = 64

    private var directories = DescriptorStack()
    /// The entries of each open directory that are not removed yet.
    private var remaining: [[FileName]] = []
    /// The names of the open directories, without the top one.
    private var names: [FileName] = []

    /// Removes everything in a directory, but not the directory itself.
    ///
    /// - Throws: The first error; what was removed before it stays removed.
    package static func removeEntries(of directory: CInt) throws(Errno) {
        var removal = TreeRemoval()
        try removal.enter(
            SystemCall.open(
                [CChar(bitPattern: UInt8(ascii: ".")), 0],
                in: directory,
                .beneath,
                O_RDONLY | O_DIRECTORY
            )
        )
        while try removal.step() {}
    }

    /// Removes an entry of a directory and everything below it.
    ///
    /// - Throws: The first error; what was removed before it stays removed.
    package static func remove(_ name: FileName, in parent: CInt) throws(Errno) {
        do {
            try SystemCall.unlink(name, in: parent)
        } catch .isDirectory {
            let directory = try open(name, in: parent)
            try removeEntries(of: directory.rawValue)
            try SystemCall.removeDirectory(name, in: parent)
        }
    }

    private static func open(_ name: FileName, in parent: CInt) throws(Errno) -> Descriptor {
        try SystemCall.open(name.nullTerminated, in: parent, .beneath, O_RDONLY | O_DIRECTORY)
    }

    private mutating func enter(_ directory: consuming Descriptor) throws(Errno) {
        guard let entries = try SystemCall.names(in: directory.rawValue, limit: .max) else { return }
        directories.push(directory)
        remaining.append(entries)
    }

    /// Removes one entry; returns false when nothing is left.
    private mutating func step() throws(Errno) -> Bool {
        let depth = directories.count - 1
        let directory = directories[depth]
        guard let name = remaining[depth].popLast() else {
            return try leave()
        }
        do {
            try SystemCall.unlink(name, in: directory)
        } catch .isDirectory where depth < TreeRemoval.deepest {
            try enter(TreeRemoval.open(name, in: directory))
            names.append(name)
        } catch .isDirectory {
            try moveUp(name, from: directory)
        }
        return true
    }

    private mutating func leave() throws(Errno) -> Bool {
        remaining.removeLast()
        _ = directories.pop()
        guard let name = names.popLast() else { return false }
        try SystemCall.removeDirectory(name, in: directories[directories.count - 1])
        return true
    }

    private mutating func moveUp(_ name: FileName, from directory: CInt) throws(Errno) {
        // A random name, so that the owner of the tree cannot have used it in advance. It is always a valid name.
        guard let newName = try? FileName(".autohome-removed-" + RandomName.make(digits: 16)) else { return }
        try SystemCall.rename(name, in: directory, to: newName, in: directories[0], replacing: false)
        remaining[0].append(newName)
    }
}
