/// Addresses for servers whose ports are fixed.
enum LoopbackAddress {
    /// An address that hardly anything else uses.
    ///
    /// Linux delivers all of 127.0.0.0/8 locally (rt_tables "local"), so a server on one of these 16 million addresses
    /// does not disturb another on the same port.
    static func random() -> String {
        "127.\(Int.random(in: 1...254)).\(Int.random(in: 0...255)).\(Int.random(in: 1...254))"
    }
}
