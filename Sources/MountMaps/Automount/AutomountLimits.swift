/// The limits of automount 5.1 on its input.
public enum AutomountLimits {
    /// The longest key of a map in bytes, `KEY_MAX_LEN` of `include/automount.h`; automount ignores a line with a
    /// longer key.
    public static let keyLength = 255
    /// The longest entry of a map in bytes, `MAPENT_MAX_LEN` of `include/automount.h`; automount cuts off a longer
    /// entry or ignores its line.
    public static let entryLength = 16_384
    /// How many levels deep maps may include each other, `MAX_INCLUDE_DEPTH` of `modules/lookup_file.c`.
    public static let includeDepth = 16
}
