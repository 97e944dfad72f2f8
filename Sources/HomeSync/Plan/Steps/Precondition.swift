/// A condition that must hold when a step begins, or else the step is not what the plan showed.
public enum Precondition: Sendable, Hashable {
    /// The homes root has no entry of this name.
    case homeIsAbsent(name: String)
    /// The file has exactly this text; nil if it must not exist.
    case fileHolds([UInt8]?, path: String)
    /// An NFS server runs on this machine.
    case serverIsRunning
}
