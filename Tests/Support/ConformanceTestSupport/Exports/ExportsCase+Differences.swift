import MountMaps
import SourceText

extension ExportsCase {
    /// Whether exportfs ran at all.
    public var wasObserved: Bool { exitStatus != Self.notObserved }

    /// Whether the case runs `exportfs -ra`, which reads all tables and drops earlier exports.
    ///
    /// `-a` adds to the existing exports, `-i` ignores the tables, `-o` and `-u` take an export from the command line.
    public var readsTablesAlone: Bool {
        arguments.filter { $0 != "-v" } == ["-ra"]
    }

    /// Whether etab can be read back line by line.
    ///
    /// A client may contain a line feed, which etab does not escape.
    public var isReadBackByLines: Bool {
        let lines = etab?.split(separator: UInt8(ascii: "\n")) ?? []
        return lines.allSatisfy { $0.contains(UInt8(ascii: "\t")) }
    }

    /// The difference between computed and recorded exports or exit status; nil if they are equal.
    public var difference: String? {
        let perFlavor = perFlavor
        let table = table(perFlavor: perFlavor)
        let status = files["/etc/exports"] == nil ? 1 : table.exitStatus
        guard status == exitStatus else { return "exit status \(status), observed \(exitStatus)" }
        guard let etab else { return sampleDifference(table, perFlavor) }
        let ours = table.etab(perFlavor: perFlavor)
        return ours == etab ? nil : "observed: \(Self.text(etab)); ours: \(Self.text(ours))"
    }

    private func sampleDifference(_ table: ExportsTable, _ perFlavor: ExportFlags) -> String? {
        guard table.exports.count == exportsCount else {
            return "\(table.exports.count) exports, observed \(exportsCount)"
        }
        for row in exportsSample {
            let found = table.exports.first { $0.path == row.path && $0.client == row.client }
            guard found?.options.etabOptions(perFlavor: perFlavor) == row.options else {
                return "the options of \(Self.text(row.path)) differ"
            }
        }
        return nil
    }

    /// The tables as parsed by this project.
    func documents(perFlavor: ExportFlags) -> [ExportsDocument] {
        tables.map { ExportsDocument(SourceFile(name: $0.name, bytes: $0.bytes), perFlavor: perFlavor) }
    }

    /// Whether a client begins with a dash.
    ///
    /// If a later line has no client, exportfs then reads uninitialised bytes of its stack.
    public var namesClientWithDash: Bool {
        documents(perFlavor: .perFlavor).contains { document in
            document.entries.flatMap(\.clients).contains {
                document.bytes(of: $0.name).first == UInt8(ascii: "-")
            }
        }
    }

    func table(perFlavor: ExportFlags) -> ExportsTable {
        ExportsTable(documents(perFlavor: perFlavor), in: ObservedMachine(self))
    }

    /// The flags that may differ between security flavors with the kernel of the case.
    private var perFlavor: ExportFlags {
        kernelFeatures.map { ExportFlags(exportFeatures: Array($0.utf8)) } ?? .perFlavor
    }

    static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
