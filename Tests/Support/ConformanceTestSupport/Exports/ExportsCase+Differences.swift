import MountMaps
import SourceText

extension ExportsCase {
    /// Where effective exports or exit status differ from those observed; nil where they are the same.
    public var difference: String? {
        let perFlavor = perFlavor
        let table = table(perFlavor: perFlavor)
        let status = files["/etc/exports"] == nil ? 1 : table.exitStatus
        let observedStatus = exitStatus < 0 ? 128 - exitStatus : exitStatus
        guard status == observedStatus else { return "exit status \(status), observed \(observedStatus)" }
        guard let etab else { return sampleDifference(table, perFlavor) }
        let ours = table.exports.map { $0.etabLine(perFlavor: perFlavor) }.map(Self.text).sorted()
        let theirs = etab.split(separator: UInt8(ascii: "\n")).map { Self.text(Array($0)) }.sorted()
        guard ours != theirs else { return nil }
        let missing = theirs.filter { !ours.contains($0) }
        let extra = ours.filter { !theirs.contains($0) }
        return "observed and not ours: \(missing); ours and not observed: \(extra)"
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

    /// The tables as this project reads them.
    func documents(perFlavor: ExportFlags) -> [ExportsDocument] {
        tables.map { ExportsDocument(SourceFile(name: $0.name, bytes: $0.bytes), perFlavor: perFlavor) }
    }

    func table(perFlavor: ExportFlags) -> ExportsTable {
        ExportsTable(documents(perFlavor: perFlavor), in: ObservedMachine(self))
    }

    private var perFlavor: ExportFlags {
        kernelFeatures.map { ExportFlags(exportFeatures: Array($0.utf8)) } ?? .perFlavor
    }

    static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
