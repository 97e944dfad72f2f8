internal import ArgumentParser
internal import MountMaps
internal import SourceText
internal import SystemFiles
internal import SystemPackage

/// A file that is checked, and as what.
struct CheckedFile {
    enum Kind {
        case exports
        case masterMap
        case map(isDirect: Bool?)
    }

    let kind: Kind
    let text: SourceFile

    init(kind: Kind, text: SourceFile) {
        self.kind = kind
        self.text = text
    }

    /// Reads a file of the command line; its name tells what it is.
    init(named name: String) throws {
        guard let kind = Self.kind(ofName: FilePath(name).lastComponent?.string ?? "") else {
            throw ValidationError(
                "cannot tell what \(printable(name)) is: it should be called exports or *.exports, auto.master or "
                    + "*.autofs, or auto.*"
            )
        }
        self.kind = kind
        text = SourceFile(name: name, bytes: try ArgumentPath(name).requiredContents())
    }

    private static func kind(ofName name: String) -> Kind? {
        if name == "exports" || name.hasSuffix(".exports") { return .exports }
        if name == "auto.master" || name == "auto_master" || name.hasSuffix(".autofs") { return .masterMap }
        if name.hasPrefix("auto.") || name.hasPrefix("auto_") { return .map(isDirect: nil) }
        return nil
    }
}

/// Checks one file after the other.
struct FileChecker {
    func report(on file: CheckedFile) -> Report {
        let diagnostics =
            switch file.kind {
            case .exports: ExportsDocument(file.text).diagnostics()
            case .masterMap: MasterMapDocument(file.text).diagnostics()
            case .map(let isDirect): AutomountMapDocument(file.text).diagnostics(isDirect: isDirect)
            }
        return Report(file: file.text, diagnostics: diagnostics)
    }
}

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
                files.append(CheckedFile(kind: .map(isDirect: entry.isDirect), text: map))
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
