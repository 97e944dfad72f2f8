/// What must be true when a step begins, so that the step does what the plan says and nothing else.
public enum Precondition: Sendable, Hashable {
    /// Nothing in the homes root has this name.
    case homeIsAbsent(name: String)
    /// The file has exactly this text; nil where there must be no file.
    case fileHolds([UInt8]?, path: String)
    /// An NFS server runs on this machine.
    case serverIsRunning
}
