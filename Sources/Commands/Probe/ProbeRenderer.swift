import NFSProbe
import SourceText

/// Shows what an NFS server offers.
enum ProbeRenderer {
    static func text(of report: ProbeReport) -> String {
        let head =
            "\(printable(report.host)) (\(report.address), mountd on port \(report.mountPort)) offers:\n"
        return report.exports.isEmpty ? "" : head + report.exports.map(line).joined()
    }

    private static func line(_ export: OfferedExport) -> String {
        let clients = export.clients.isEmpty ? "*" : export.clients.map(\.description).joined(separator: " ")
        return "  \(export.path.description)  \(clients)\n"
    }
}
