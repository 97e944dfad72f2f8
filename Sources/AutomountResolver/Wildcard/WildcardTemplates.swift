import MountMaps

/// The compiled wildcards of mount points.
struct WildcardTemplates {
    private enum Known {
        case unknown
        /// The map of the mount point has no wildcard that fits a template.
        case none
        case template(WildcardTemplate)
    }

    /// One element for each directory of the index.
    private var known: [Known]

    init(_ points: MountPointIndex) {
        known = Array(repeating: .unknown, count: points.directoryCount)
    }

    /// The mount for a path; `nil` if no template serves it.
    func mount(for text: String, among points: MountPointIndex) -> Mount? {
        let bytes = Array(text.utf8)
        guard bytes.first == MapByte.slash, bytes.count < PathComponents.limit else { return nil }
        var slash = 0
        while let next = bytes[(slash + 1)...].firstIndex(of: MapByte.slash) {
            slash = next
            guard let directory = points.directory(named: bytes[..<slash]) else { continue }
            guard case .template(let template) = known[directory] else { return nil }
            return template.mount(for: text, spelled: bytes)
        }
        return nil
    }

    /// Compiles the wildcard of a mount point, once.
    mutating func compile(
        _ line: MasterTable.Line,
        among points: MountPointIndex,
        in context: ResolverContext
    ) {
        let bytes = PathComponents(line.entry.mountPoint).bytes
        guard let directory = points.directory(named: bytes[...]), case .unknown = known[directory] else {
            return
        }
        let template = WildcardTemplate(line, among: points, in: context)
        known[directory] = template.map(Known.template) ?? .none
    }
}
