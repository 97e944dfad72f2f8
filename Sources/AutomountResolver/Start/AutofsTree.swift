import MountMaps

/// The file systems of type autofs as the kernel nests them.
///
/// The rules:
/// 1. The kernel drops `.` and empty components of a mount point. Nothing is mounted on `/` (cases direct-dots-004,
///    direct-013, found-1-2).
/// 2. `..` at the root of a mount leads to the parent of the directory that the mount covers (cases direct-dots-003,
///    direct-dots-006, start-s4).
/// 3. Of several mounts on one directory, a path enters the last one (cases direct-nested-020, direct-005).
/// 4. A mount on `/` is invisible to processes whose root is already below it (cases direct-dots-001, direct-dots-002,
///    direct-dots-004).
/// 5. Automount reconnects to a mount of its own kind that it finds at a path, among all that are stacked there
///    (`lib/mounts.c: try_remount`; cases rule-direct-lines-054, start-s8).
/// 6. A path with `..` behind a directory that does not exist cannot be opened, so automount finds no mount there and
///    mounts once more (`lib/mounts.c: try_remount`; cases start-s4, start-s6, direct-dots-008).
/// 7. Automount creates the missing directories of a mount point one by one, `..` included. It cannot do so below a
///    file (`daemon/automount.c: mkdir_path`; cases direct-dots-003, rule-master-state-056).
struct AutofsTree {
    /// A directory in one of the file systems; file system 0 is the root.
    struct Place: Hashable {
        var mount: Int
        var path: [[UInt8]]
    }

    /// Which directories and files exist.
    let library: MapLibrary
    /// The directory on which each file system is mounted.
    private var parents = [Place(mount: 0, path: [])]
    /// Whether each file system is a direct mount.
    private var kinds = [false]
    /// The last mount on each directory.
    private var covers: [Place: Int] = [:]
    /// The directories that automount has created.
    private var made: Set<Place> = []

    init(library: MapLibrary) {
        self.library = library
    }

    /// Mounts a file system on a path, or finds one of its kind there.
    ///
    /// - Returns: Its number, from 1, and whether it was there; nil if nothing can be mounted.
    mutating func mount(
        at path: [UInt8],
        isDirect: Bool
    ) -> (number: Int, wasThere: Bool)? {
        let components = path.split(separator: MapByte.slash).filter { !$0.elementsEqual(".".utf8) }
        guard !components.isEmpty else { return nil }
        if let number = number(at: components, isDirect: isDirect) { return (number, true) }
        var place = Place(mount: 0, path: [])
        for component in components {
            step(to: component, from: &place)
            if !place.path.isEmpty { made.insert(place) }
        }
        guard place.mount > 0 || !library.isBelowFile(PathComponents(path)),
            !isRoot(place) || covers[place] == nil
        else { return nil }
        parents.append(place)
        kinds.append(isDirect)
        covers[place] = parents.count - 1
        return (parents.count - 1, false)
    }

    private func number(
        at components: [ArraySlice<UInt8>],
        isDirect: Bool
    ) -> Int? {
        var place = Place(mount: 0, path: [])
        for component in components {
            if component.elementsEqual("..".utf8), !exists(place) { return nil }
            step(to: component, from: &place)
        }
        while place.path.isEmpty, place.mount > 0 {
            if kinds[place.mount] == isDirect { return place.mount }
            place = parents[place.mount]
        }
        return nil
    }

    private func isRoot(_ place: Place) -> Bool { place.mount == 0 && place.path.isEmpty }

    private func exists(_ place: Place) -> Bool {
        if place.path.isEmpty || made.contains(place) { return true }
        let text = place.path.map { "/" + String(decoding: $0, as: UTF8.self) }.joined()
        return place.mount == 0 && library.isDirectory(text)
    }

    /// Follows one component of a path, into the last mount on the directory.
    func step(to component: some Collection<UInt8>, from place: inout Place) {
        if component.elementsEqual("..".utf8) {
            while place.path.isEmpty, place.mount > 0 { place = parents[place.mount] }
            _ = place.path.popLast()
        } else {
            place.path.append(Array(component))
        }
        // A mount on `/` is invisible to processes whose root is already below it (cases direct-dots-001,
        // direct-dots-004).
        guard !isRoot(place) else { return }
        while let mount = covers[place] { place = Place(mount: mount, path: []) }
    }

    /// Whether something is mounted below a directory, in the same file system.
    func hasMounts(below place: Place) -> Bool {
        parents.dropFirst().contains { parent in
            parent.mount == place.mount && parent.path.count > place.path.count
                && parent.path.starts(with: place.path)
        }
    }
}
