/// A foreign text as it may stand in a message or a log: without control characters, and not endless.
func printable(_ text: String) -> String {
    let limit = 500
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(limit) {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: result.append("?")
        default: result.append(scalar)
        }
    }
    return String(result) + (text.unicodeScalars.count > limit ? "…" : "")
}
