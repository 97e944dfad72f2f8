/// The room on the file system of the homes, and what one new home needs of it.
public struct HomeSpace: Sendable, Hashable {
    // What a file needs besides its contents differs from one file system to the next: a block is enough on most.
    private static let block: UInt64 = 4_096
    // Users' programs fail when the disk is full, so a sync leaves this much of what is free.
    private static let reserve = 0.05

    /// The bytes that are free.
    public let freeBytes: UInt64
    /// The inodes that are free; nil if the file system has no fixed number of them.
    public let freeInodes: UInt64?
    /// The bytes that one home needs.
    public let bytesOfHome: UInt64
    /// The inodes that one home needs.
    public let inodesOfHome: UInt64

    /// Describes the room for homes with the contents of a skeleton.
    ///
    /// - Parameters:
    ///   - freeBytes: The bytes that are free.
    ///   - freeInodes: The inodes that are free; nil if the file system has no fixed number of them.
    ///   - skeletonBytes: The bytes in all files of the skeleton.
    ///   - skeletonCount: How many files, directories and links the skeleton has.
    public init(freeBytes: UInt64, freeInodes: UInt64?, skeletonBytes: Int, skeletonCount: Int) {
        self.freeBytes = freeBytes
        self.freeInodes = freeInodes
        // The home itself and its record are two more.
        inodesOfHome = UInt64(skeletonCount) + 2
        bytesOfHome = UInt64(skeletonBytes) + inodesOfHome * Self.block
    }

    /// How many homes fit, without the reserve.
    public var count: Int {
        let bytes = UInt64(Double(freeBytes) * (1 - Self.reserve)) / bytesOfHome
        let inodes = freeInodes.map { UInt64(Double($0) * (1 - Self.reserve)) / inodesOfHome }
        return Int(clamping: min(bytes, inodes ?? .max))
    }

    /// What is missing for a number of homes, in a sentence; nil if they fit.
    public func lack(for homes: Int) -> String? {
        let fitting = count
        guard homes > fitting else { return nil }
        let needed =
            "\(Self.megabytes(UInt64(homes) * bytesOfHome)) and \(UInt64(homes) * inodesOfHome) inodes"
        let free = Self.megabytes(freeBytes) + (freeInodes.map { " and \($0) inodes" } ?? "")
        return
            "\(homes) new homes need about \(needed), and \(free) are free: \(fitting) of them fit; free space, or "
            + "make the skeleton smaller"
    }

    private static func megabytes(_ bytes: UInt64) -> String {
        let tenths = (bytes * 10 + (1 << 19)) >> 20
        return "\(tenths / 10).\(tenths % 10) MiB"
    }
}
