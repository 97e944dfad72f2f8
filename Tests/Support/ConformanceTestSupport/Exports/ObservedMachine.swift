import HostFiles
import MountMaps

/// The machine of a case: a tree of directories and links, and a hosts file.
struct ObservedMachine: ExportsEnvironment {
    private enum Node {
        case directory
        case file
        case link([UInt8])
    }

    private var nodes: [[UInt8]: Node] = [:]
    private let hosts: HostsTable
    private let workingDirectory: [UInt8]

    init(_ observed: ExportsCase) {
        hosts = HostsTable(observed.hosts)
        workingDirectory = observed.workingDirectory
        for path in [
            "/", "/usr", "/etc", "/var/lib/nfs", "/proc", "/dev/pts", "/run", "/tmp", "/etc/exports.d",
        ] {
            add(Array(path.utf8), .directory)
        }
        for path in observed.directories { add(path, .directory) }
        for path in observed.regularFiles { add(path, .file) }
        for (link, target) in observed.links { add(link, .link(target)) }
    }

    private mutating func add(_ path: [UInt8], _ node: Node) {
        var parent: [UInt8] = []
        nodes[[]] = .directory
        let names = path.split(separator: UInt8(ascii: "/"))
        for (index, name) in names.enumerated() {
            parent += [UInt8(ascii: "/")] + name
            if index == names.count - 1 {
                nodes[parent] = node
            } else if nodes[parent] == nil {
                nodes[parent] = .directory
            }
        }
    }

    func host(named name: [UInt8]) -> ResolvedHost? { hosts.host(named: name) }

    func target(of path: [UInt8]) -> ExportTarget {
        let slash = UInt8(ascii: "/")
        guard !path.isEmpty, path.count < 4096 else { return .missing }
        let whole = path.first == slash ? path : workingDirectory + [slash] + path
        var rest = Array(
            whole.split(separator: slash, omittingEmptySubsequences: false).dropFirst().reversed()
        )
        var real: [UInt8] = []
        var links = 0
        while let name = rest.popLast() {
            guard let node = nodes[real], case .directory = node else { return .missing }
            if name.isEmpty || name.elementsEqual(".".utf8) { continue }
            if name.elementsEqual("..".utf8) {
                real = Array(real[..<(real.lastIndex(of: slash) ?? 0)])
                continue
            }
            let next = real + [slash] + name
            guard let node = nodes[next] else { return .missing }
            guard case .link(let target) = node else {
                real = next
                continue
            }
            links += 1
            guard links <= 40 else { return .missing }
            if target.first == slash { real = [] }
            rest += target.split(separator: slash).reversed()
        }
        guard case .directory? = nodes[real] else { return .notDirectory(real) }
        return .directory(real.isEmpty ? [slash] : real)
    }
}
