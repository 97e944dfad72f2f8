package import SourceText

/// The configured mounts: `/etc/fstab`, fstab(5).
package struct FileSystemTable: Sendable {
    /// One line.
    package struct Entry: Sendable {
        /// The mount point.
        package let mountPoint: [UInt8]
        /// The type.
        package let type: String
        /// The options.
        package let options: [String]
        /// The range of the line.
        package let range: Range<Int>

        /// Whether the system starts without the mount, so that it may be mounted late or never.
        package var isOptional: Bool {
            options.contains { option in
                option == "nofail" || option == "noauto" || option.hasPrefix("x-systemd.automount")
                    || option == "comment=systemd.automount"
            }
        }
    }

    /// The file; nil if there is none.
    package let file: SourceFile?
    /// The lines with an absolute mount point, in order.
    package let entries: [Entry]
    private var byPath: [[UInt8]: Int] = [:]
    private let longest: Int

    /// Reads the table.
    package init(_ file: SourceFile?) {
        self.file = file
        var entries: [Entry] = []
        for line in (file?.bytes ?? []).split(separator: .lineFeed) {
            let fields = line.split { $0 == .blank || $0 == UInt8(ascii: "\t") }
            guard fields.count > 2, fields[0].first != .hash else { continue }
            let mountPoint = OctalEscapes.decoded(fields[1])
            guard mountPoint.first == .slash else { continue }
            let options = fields.count > 3 ? fields[3].split(separator: UInt8(ascii: ",")) : []
            let entry = Entry(
                mountPoint: mountPoint.normalisedPath,
                type: String(decoding: fields[2], as: UTF8.self),
                options: options.map { String(decoding: $0, as: UTF8.self) },
                range: line.indices
            )
            byPath[entry.mountPoint] = entries.count
            entries.append(entry)
        }
        self.entries = entries
        longest = entries.reduce(1) { max($0, $1.mountPoint.count) }
    }

    /// Returns the line for exactly this mount point.
    package func entry(at path: [UInt8]) -> Entry? { byPath[path].map { entries[$0] } }

    /// Returns the line for the innermost mount point that contains a path.
    package func entry(holding path: [UInt8]) -> Entry? {
        for ancestor in PathAncestors(path, longest: longest) {
            if let entry = entry(at: ancestor) { return entry }
        }
        return nil
    }
}
