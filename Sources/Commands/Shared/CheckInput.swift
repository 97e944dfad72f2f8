import ArgumentParser
import HostFacts
import SiteCheck
import SourceText
import SystemFiles
import SystemPackage

/// The files to check, and those that could not be read.
struct CheckInput {
    /// The name of standard input on the command line.
    static let standardInput = "-"
    /// The name of standard input in reports.
    private static let standardInputTitle = "<stdin>"

    private(set) var files: [CheckedFile] = []
    private(set) var failures: [CheckFailure] = []

    /// All files of a site below a root that the NFS server and automount read.
    init(of survey: SiteSurvey, below root: RootDirectory) {
        files = survey.site.checkedTexts(perFlavor: survey.perFlavor).map { CheckedFile($0, below: root) }
        failures = survey.failures.map { CheckFailure($0.path, $0.error) }
    }

    /// The files that the command line names; if one cannot be read, the others still are.
    ///
    /// - Parameters:
    ///   - names: The files; a file that is named twice is read once.
    ///   - form: What they are; nil to derive it from each name.
    /// - Throws: `ValidationError` if a name does not show what the file is.
    init(named names: [String], as form: CheckedForm?) throws {
        var seen: Set<String> = []
        var forms: [(name: String, form: CheckedForm)] = []
        for name in names where seen.insert(name).inserted {
            if let form = form ?? CheckedForm(ofName: name) {
                forms.append((name, form))
            } else if name != Self.standardInput, let failure = Self.failure(toRead: name) {
                failures.append(failure)
            } else {
                throw Self.unknownForm(of: name)
            }
        }
        var known: [FileIdentity: Set<CheckedForm>] = [:]
        for (name, form) in forms {
            do {
                let file =
                    name == Self.standardInput
                    ? CheckedFile(CheckedText(form.kind, try Self.readStandardInput()))
                    : try CheckedFile(named: name, as: form.kind)
                // Writing a file a second time would fail, as it has changed since it was read.
                if let identity = file.identity,
                    !known[identity, default: []].insert(form).inserted
                {
                    continue
                }
                if let reason = file.text.reasonAgainstReading {
                    failures.append(CheckFailure(file.name, reason: reason))
                    continue
                }
                files.append(file)
            } catch {
                failures.append(
                    name == Self.standardInput
                        ? CheckFailure(Self.standardInputTitle, error) : Self.failure(name, error)
                )
            }
        }
    }

    /// Why there is nothing to read at a path whose name does not show what it is; nil if there is a file.
    private static func failure(toRead name: String) -> CheckFailure? {
        do {
            _ = try ArgumentPath(name).requiredFile()
            return nil
        } catch {
            return Self.failure(name, error)
        }
    }

    private static func failure(_ name: String, _ error: any Error) -> CheckFailure {
        let status = (try? RootDirectory().status(of: ArgumentPath(name).absolute)) ?? nil
        guard status?.type == .directory else { return CheckFailure(name, error) }
        return CheckFailure(
            name,
            reason: "this is a directory; name the files in it, or check a whole system with --root"
        )
    }

    private static func unknownForm(of name: String) -> ValidationError {
        ValidationError(
            name == standardInput
                ? "--as must say what standard input is: exports, auto.master or map"
                : "the name \(printable(name)) does not show what the file is: call it exports or *.exports, "
                    + "auto.master or *.autofs, or auto.*; or say with --as what it is"
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
