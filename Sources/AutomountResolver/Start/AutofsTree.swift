import MountMaps

/// The file systems of type autofs as the kernel nests them.
struct AutofsTree {
    /// A directory in one of the file systems; that of number 0 is the root.
    struct Place: Hashable {
        var mount: Int
        var path: [[UInt8]]
    }

    /// Which directories and files exist.
    let library: MapLibrary
    /// Where each of the file systems is mounted.
    private var parents = [Place(mount: 0, path: [])]
    private var kinds = [false]
    /// What is mounted on a directory last.
    private var covers: [Place: Int] = [:]
    /// The directories that automount has made.
    private var made: Set<Place> = []

    init(library: MapLibrary) {
        self.library = library
    }

    /// Mounts a file system on a path, or finds one of its kind there: automount takes that for its own, unless the
    /// path goes back with `..` through a directory that is not there yet.
    ///
    /// - Returns: Its number, from 1, and whether it was there; nil where nothing can be mounted.
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

    /// Goes on to what is mounted last on the next directory.
    func step(to component: some Collection<UInt8>, from place: inout Place) {
        if component.elementsEqual("..".utf8) {
            while place.path.isEmpty, place.mount > 0 { place = parents[place.mount] }
            _ = place.path.popLast()
        } else {
            place.path.append(Array(component))
        }
        // A mount on `/` is invisible to processes whose root is already below it.
        guard !isRoot(place) else { return }
        while let mount = covers[place] { place = Place(mount: mount, path: []) }
    }

    /// Whether something is mounted below a directory, in its own file system.
    func hasMounts(below place: Place) -> Bool {
        parents.dropFirst().contains { parent in
            parent.mount == place.mount && parent.path.count > place.path.count
                && parent.path.starts(with: place.path)
        }
    }
}
