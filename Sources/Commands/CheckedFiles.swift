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
            try text(at: path).map { CheckedFile(kind: .exports, text: $0) }
        }
    }

    private func maps() throws -> [CheckedFile] {
        guard let master = try text(at: "/etc/auto.master") else { return [] }
        var files = [CheckedFile(kind: .masterMap, text: master)]
        for entry in MasterMapDocument(master).entries {
            guard case .maps(let sources) = entry.target else { continue }
            for source in sources where source.map.name.first == UInt8(ascii: "/") {
                let path = String(decoding: source.map.name, as: UTF8.self)
                guard let map = try text(at: path) else { continue }
                let use: AutomountMapUse = entry.isDirect ? .direct : .indirect
                let options = source.options.mountOptions.map { String(decoding: $0, as: UTF8.self) }
                files.append(CheckedFile(kind: .map(use: use, inheritedOptions: options), text: map))
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

    private func text(at path: String) throws -> SourceFile? {
        do {
            return SourceFile(name: path, bytes: try root.read(FilePath(path), limit: FileLimits.map).bytes)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }
}
