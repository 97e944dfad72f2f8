/// Makes random parts of names.
package enum RandomName {
    /// Random lower-case hexadecimal digits, from the system's generator.
    package static func make(digits: Int) -> String {
        let alphabet = Array("0123456789abcdef")
        return String((0..<digits).map { _ in alphabet[Int.random(in: alphabet.indices)] })
    }
}
