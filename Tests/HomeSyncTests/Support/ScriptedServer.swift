import HomeSync
import Synchronization

/// An NFS server with scripted answers, which records its calls.
final class ScriptedServer: ExportServer {
    struct Refusal: Error {}

    private let running: Bool
    private let complaint: String?
    private let answer: Result<Bool?, Refusal>
    private let calls = Mutex<[String]>([])

    init(
        isRunning: Bool = true,
        complaint: String? = nil,
        answer: Result<Bool?, Refusal> = .success(true)
    ) {
        self.running = isRunning
        self.complaint = complaint
        self.answer = answer
    }

    var log: [String] { calls.withLock { $0 } }

    func isRunning() -> Bool { running }

    func reload() async throws(SyncError) {
        calls.withLock { $0.append("reload") }
        if let complaint { throw SyncError(.failed, complaint) }
    }

    func offers(_ paths: Set<String>) async throws -> Bool? {
        calls.withLock { $0.append("offers \(paths.sorted().joined(separator: " "))") }
        return try answer.get()
    }
}
