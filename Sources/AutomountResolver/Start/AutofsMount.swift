/// A file system of type autofs that automount mounts when it starts: where it waits for somebody to come.
public struct AutofsMount: Sendable, Hashable {
    /// The directory.
    public let mountPoint: String
    /// The name of the map as the master map has it, without its type; of several maps the first.
    public let map: String
    /// Whether it stands for one key of a direct map; others wait for the names below them.
    public let isDirect: Bool
    /// The seconds without use after which mounts below it go; 0 for never.
    public let timeout: Int

    /// The same with another timeout.
    func withTimeout(_ timeout: Int) -> AutofsMount {
        AutofsMount(mountPoint: mountPoint, map: map, isDirect: isDirect, timeout: timeout)
    }
}
