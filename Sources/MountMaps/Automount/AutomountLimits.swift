/// The limits of automount 5.1 for what it reads.
public enum AutomountLimits {
    /// The longest key of a map, in bytes; a longer one makes automount ignore its line.
    public static let keyLength = 255
    /// The longest entry of a map, in bytes; the rest of a longer one is cut off or the line ignored.
    public static let entryLength = 16_384
    /// How many levels deep maps may include each other.
    public static let includeDepth = 16
}
