import Foundation
import Testing

/// Runs `autohome init` on an NFS server without a configuration, and then `autohome plan`.
///
/// - Parameter arguments: The options of init for the directory.
/// - Returns: The result of init, the text of the configuration that it wrote, and the result of plan as JSON.
/// - Throws: An error if init writes no file.
func initialised(
    _ arguments: [String]
) async throws -> (written: Autohome.Result, configuration: String, plan: Autohome.Result) {
    var results: (Autohome.Result, String, Autohome.Result)?
    let files = ["etc/autohome/README": "", "etc/skel/.profile": "umask 077\n", "srv/home/README": ""]
    try await TemporaryRoot.with(files) { root in
        try FileManager.default.removeItem(atPath: "\(root.path)/srv/home/README")
        let written = try await Autohome.run(
            ["init", "--server", "nfs.example.org", "--root", root.path] + arguments
        )
        let configuration = try root.read("etc/autohome/autohome.toml")
        let accepted = try await Autohome.run(["home", "accept-root", "--root", root.path])
        #expect(accepted.status == 0, "\(accepted)")
        let plan = try await Autohome.run(["plan", "--format", "json", "--root", root.path])
        results = (written, configuration, plan)
    }
    return try #require(results)
}
