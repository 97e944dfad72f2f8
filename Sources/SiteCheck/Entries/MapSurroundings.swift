import MountMaps

/// What is known of a map besides its text, where the lines that lead to it were read.
struct MapSurroundings: Sendable {
    /// The options of the first line or entry that names the map, with the variables of all of them.
    let options: MasterMapOptions
    /// Whether the options of an entry add to those; else they replace them.
    let appendsOptions: Bool
    /// The variables of automount's command line.
    let defines: [String: String]
    /// What is known about the homes that the map serves.
    let homes: MapHomes
}
