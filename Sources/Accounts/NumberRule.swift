/// The rule for numeric user and group ids.
public enum NumberRule {
    // (uid_t) -1 in 32 and in 16 bits mean "no id" to the kernel, and nobody's files must not become a user's.
    private static let reserved: Set<UInt32> = [0, .max, 65_535, 65_534]

    /// Whether nobody may have the number: root's, nobody's, and those that mean "no id".
    public static func isReserved(_ number: UInt32) -> Bool {
        reserved.contains(number)
    }
}
