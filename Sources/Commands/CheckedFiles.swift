internal import MountMaps
internal import SourceText
internal import SystemFiles
internal import SystemPackage

/// Everything below a root that the server and the automounter read.
struct CheckedFiles {
    let root: RootDirectory

    func all() throws -> [CheckedFile] {
        try exports() + maps()
    }

    private func exports() throws -> [CheckedFile] {
        let dropIns = try names(in: "/etc/exports.d").filter { ExportsDirectory.reads($0.bytes) }
            .sorted { ExportsDirectory.precedes($0.bytes, $1.bytes) }
        let paths =
            ["/etc/exports"] + dropIns.map { "/etc/exports.d/\(String(decoding: $0.bytes, as: UTF8.self))" }
        return try paths.compactMap { path in
            try file(at: path, as: .exports)
        }
    }

    private func maps() throws -> [CheckedFile] {
        guard let master = try file(at: "/etc/auto.master", as: .masterMap) else { return [] }
        var files = [master]
        for entry in MasterMapDocument(master.text).entries {
            guard case .maps(let sources) = entry.target else { continue }
            for source in sources where source.map.name.first == UInt8(ascii: "/") {
                let path = String(decoding: source.map.name, as: UTF8.self)
                let use: AutomountMapUse = entry.isDirect ? .direct : .indirect
                let options = source.options.mountOptions.map { String(decoding: $0, as: UTF8.self) }
                if let map = try file(at: path, as: .map(use: use, inheritedOptions: options)) {
                    files.append(map)
                }
            }
        }
        return files
    }

    private func names(in path: String) throws -> [FileName] {
        do {
            return try root.names(in: FilePath(path))
        } catch {
            guard error.code == .notFound || error.code == .notDirectory else { throw error }
            return []
        }
    }

    private func file(at name: String, as kind: CheckedFile.Kind) throws -> CheckedFile? {
        let path = FilePath(name)
        do {
            let bytes = try root.read(path, limit: FileLimits.map).bytes
            return CheckedFile(kind: kind, text: SourceFile(name: name, bytes: bytes), root: root, path: path)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }
}
