/// What keeps a sync from doing harm.
public struct SafetySettings: Sendable, Hashable {
    /// How old a saved plan may be, in seconds.
    public var planAge: Int

    /// Sets the limits; a plan may be a day old unless something else is given.
    public init(planAge: Int = 86_400) {
        self.planAge = planAge
    }
}
