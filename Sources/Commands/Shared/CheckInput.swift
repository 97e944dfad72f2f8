import ArgumentParser
import HostFacts
import SiteCheck
import SourceText
import SystemFiles
import SystemPackage

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
        files = survey.site.checkedTexts(perFlavor: survey.perFlavor).map { CheckedFile($0, below: root) }
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
                    ? CheckedFile(CheckedText(form.kind, try Self.readStandardInput()))
                    : try CheckedFile(named: name, as: form.kind)
                // To write a file a second time would fail: it is not what was read any more.
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
