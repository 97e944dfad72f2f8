internal import ArgumentParser
internal import HostFacts
internal import MountMaps
internal import SiteCheck
internal import SourceText
internal import SystemFiles
internal import SystemPackage

/// The files to check, and those that could not be read.
struct CheckInput {
    /// The name by which the command line means standard input.
    static let standardInput = "-"
    /// The name by which reports mean it.
    private static let standardInputTitle = "<stdin>"

    private(set) var files: [CheckedFile] = []
    private(set) var failures: [CheckFailure] = []

    /// Everything of a site below a root that the server and the automounter read.
    init(of survey: SiteSurvey, below root: RootDirectory) {
        let site = survey.site
        files = site.exports.documents.map { document in
            CheckedFile(
                kind: .exports(perFlavor: survey.perFlavor),
                text: document.source,
                document: .exports(document),
                root: root
            )
        }
        files += site.maps.masters.map { document in
            CheckedFile(kind: .masterMap, text: document.file, document: .masterMap(document), root: root)
        }
        files += site.maps.files.map { map in
            CheckedFile(
                kind: .map(use: map.use, inheritedOptions: map.inheritedOptions),
                text: map.document.file,
                document: .map(map.document),
                root: root
            )
        }
        failures = survey.failures.map { CheckFailure($0.path, $0.error) }
    }

    /// The files of the command line; where one cannot be read, the others still are.
    ///
    /// - Parameters:
    ///   - names: The files; two names of one file, as the same kind, mean it once.
    ///   - form: What they are; nil where their names tell.
    /// - Throws: `ValidationError` for a file of which nobody can tell what it is.
    init(named names: [String], as form: CheckedForm?) throws {
        var seen: Set<String> = []
        let forms = try names.filter { seen.insert($0).inserted }.map { ($0, try Self.form(of: $0, form)) }
        var known: [FileIdentity: Set<CheckedForm>] = [:]
        for (name, form) in forms {
            do {
                let file =
                    name == Self.standardInput
                    ? CheckedFile(kind: form.kind, text: try Self.readStandardInput())
                    : try CheckedFile(named: name, as: form.kind)
                // To mend a file a second time would fail: it is not what was read any more.
                if let identity = file.identity,
                    !known[identity, default: []].insert(form).inserted
                {
                    continue
                }
                files.append(file)
            } catch {
                failures.append(
                    CheckFailure(name == Self.standardInput ? Self.standardInputTitle : name, error)
                )
            }
        }
    }

    private static func form(of name: String, _ form: CheckedForm?) throws -> CheckedForm {
        if let form = form ?? CheckedForm(ofName: name) { return form }
        throw ValidationError(
            name == standardInput
                ? "--as must say what standard input is: exports, auto.master or map"
                : "cannot tell what \(printable(name)) is: it should be called exports or *.exports, auto.master or "
                    + "*.autofs, or auto.*; --as says it for any name"
        )
    }

    private static func readStandardInput() throws -> SourceFile {
        var bytes: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 1)
        defer { buffer.deallocate() }
        while true {
            let count = try FileDescriptor.standardInput.read(into: buffer)
            guard count > 0 else { return SourceFile(name: standardInputTitle, bytes: bytes) }
            guard bytes.count + count <= ArgumentPath.limit else { throw Errno.fileTooLarge }
            bytes += buffer[..<count]
        }
    }
}

/// What a file can be, as the command line says it.
enum CheckedForm: String, ExpressibleByArgument, CaseIterable {
    case exports
    case masterMap = "auto.master"
    case map

    /// What a file is by its name; nil where that does not tell.
    init?(ofName path: String) {
        let name = FilePath(path).lastComponent?.string ?? ""
        if name == "exports" || name.hasSuffix(".exports") {
            self = .exports
        } else if name == "auto.master" || name == "auto_master" || name.hasSuffix(".autofs") {
            self = .masterMap
        } else if name.hasPrefix("auto.") || name.hasPrefix("auto_") {
            self = .map
        } else {
            return nil
        }
    }

    /// How such a file is checked when nothing else is known of it.
    var kind: CheckedFile.Kind {
        switch self {
        case .exports: .exports(perFlavor: .perFlavor)
        case .masterMap: .masterMap
        case .map: .map(use: nil, inheritedOptions: [])
        }
    }
}
