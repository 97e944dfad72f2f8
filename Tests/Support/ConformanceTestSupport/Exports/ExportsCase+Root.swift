import Glibc

extension ExportsCase {
    /// The error when a file of a case cannot be created.
    public struct Failure: Error, CustomStringConvertible {
        /// The path and the reason.
        public let description: String
    }

    /// Creates the machine of the case below a directory: files, directories, links, names and kernel features.
    public func materialise(below root: String) throws {
        for directory in ["etc", "usr", "var/lib/nfs", "proc", "dev/pts", "run", "tmp"] {
            try Self.makeDirectories(Array("\(root)/\(directory)".utf8))
        }
        func path(_ path: [UInt8]) -> [UInt8] { Array(root.utf8) + [UInt8(ascii: "/")] + path }
        for directory in directories { try Self.makeDirectories(path(directory)) }
        for file in regularFiles { try Self.write([], to: path(file)) }
        for (link, target) in links {
            let link = path(link)
            try Self.makeParent(of: link)
            try Self.check(symlink(Self.terminated(target), Self.terminated(link)), link)
        }
        for (name, bytes) in files { try Self.write(bytes, to: path(Self.bytes(name))) }
        try Self.write(hosts, to: path(Array("etc/hosts".utf8)))
        if !netgroups.isEmpty { try Self.write(Self.bytes(netgroups), to: path(Array("etc/netgroup".utf8))) }
        let mounts = ([[UInt8(ascii: "/")]] + mountPoints).map { point in
            Array("1 0 0:1 / ".utf8) + point + Array(" rw - tmpfs none rw\n".utf8)
        }
        try Self.write(Array(mounts.joined()), to: path(Array("proc/self/mountinfo".utf8)))
        if let kernelFeatures {
            let features = Array("proc/fs/nfsd/export_features".utf8)
            try Self.write(Array("\(kernelFeatures)\n".utf8), to: path(features))
        }
    }

    private static func terminated(_ bytes: [UInt8]) -> [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

    private static func check(_ result: CInt, _ path: [UInt8]) throws {
        guard result == -1 else { return }
        let reason = String(cString: strerror(errno))
        throw Failure(description: "\(String(decoding: path, as: UTF8.self)): \(reason)")
    }

    private static func makeParent(of path: [UInt8]) throws {
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return }
        try makeDirectories(Array(path[..<slash]))
    }

    private static func makeDirectories(_ path: [UInt8]) throws {
        var end = path.startIndex
        while end < path.endIndex {
            end = path[(end + 1)...].firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex
            let directory = Array(path[..<end])
            guard mkdir(terminated(directory), 0o755) == -1, errno != EEXIST else { continue }
            try check(-1, directory)
        }
    }

    private static func write(_ bytes: [UInt8], to path: [UInt8]) throws {
        try makeParent(of: path)
        let file = open(terminated(path), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        try check(file, path)
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            try check(count < 0 ? -1 : 0, path)
            rest = rest.dropFirst(count)
        }
    }
}
