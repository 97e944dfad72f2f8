/// An accepted homes root, as data; the JSON Schema is `Schemas/json/accept-root.schema.json`.
struct AcceptedRootRecord: Encodable {
    let path: String
    let fileSystem: String
    let uuid: String?
    let directories: Int
    let wasAccepted: Bool

    var text: String {
        let what = directories == 1 ? "1 directory" : "\(directories) directories"
        let already = wasAccepted ? "was accepted already" : "accepted: sync makes homes here from now on"
        return "\(path): \(fileSystem), UUID \(uuid ?? "unknown"), \(what)\n\(already)\n"
    }
}
