/// A file system of type autofs that automount mounts when it starts, and below which it waits for accesses.
public struct AutofsMount: Sendable, Hashable {
    /// The directory.
    public let mountPoint: String
    /// The name of the map as the master map has it, without its type; of several maps the first.
    public let map: String
    /// Whether it is the mount of one key of a direct map; others wait for the names below them.
    public let isDirect: Bool
    /// The seconds without use after which automount unmounts what is below it; 0 for never.
    public let timeout: Int

    /// The same mount with another timeout.
    func withTimeout(_ timeout: Int) -> AutofsMount {
        AutofsMount(mountPoint: mountPoint, map: map, isDirect: isDirect, timeout: timeout)
    }
}
