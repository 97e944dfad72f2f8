/// An EXPORT block of NFS-Ganesha's configuration, ganesha-export-config(8).
public struct GaneshaExport: Sendable, Hashable {
    /// A CLIENT block: clients with the same rights.
    public struct Grant: Sendable, Hashable {
        /// Which users act as the anonymous user.
        public enum Squash: String, Sendable, Hashable, CaseIterable {
            /// No users.
            case none = "No_Root_Squash"
            /// Only root.
            case root = "Root_Squash"
            /// All users.
            case all = "All_Squash"
        }

        /// The clients.
        public let clients: [String]
        /// Whether they can write.
        public let isWritable: Bool
        /// Which users act as the anonymous user.
        public let squash: Squash
        /// The flavors that they can use.
        public let flavors: [SecurityFlavor]
        /// Whether requests must come from a port below 1024.
        public let needsPrivilegedPort: Bool
        /// The user id of squashed requests.
        public let anonymousUID: UInt32
        /// The group id of squashed requests.
        public let anonymousGID: UInt32
    }

    /// The valid numbers of exports; 0 is the root of the pseudo file system.
    public static let ids = 1...Int(UInt16.max)

    /// The number that identifies the export to Ganesha and in file handles.
    public let id: Int
    /// The path, both on the server and in the pseudo file system.
    public let path: String
    /// The CLIENT blocks; Ganesha uses the first one that matches.
    public let grants: [Grant]
}

extension GaneshaExport {
    /// The text of the block, ending with a line feed.
    public var text: String {
        let path = Self.quoted(path)
        let clients = grants.map(\.text).joined()
        return """
            EXPORT {
                Export_Id = \(id);
                Path = \(path);
                Pseudo = \(path);
                Protocols = 3, 4;
                Access_Type = None;
                FSAL {
                    Name = VFS;
                }
            \(clients)}

            """
    }

    /// Quotes and escapes a text by scalars, because to Ganesha a quote with a combining mark is still a quote.
    private static func quoted(_ text: String) -> String {
        var quoted = "\"".unicodeScalars
        for scalar in text.unicodeScalars {
            if scalar == "\\" || scalar == "\"" { quoted.append("\\") }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }
}

extension GaneshaExport.Grant {
    fileprivate var text: String {
        """
            CLIENT {
                Clients = \(clients.joined(separator: ", "));
                Access_Type = \(isWritable ? "RW" : "RO");
                Squash = \(squash.rawValue);
                SecType = \(flavors.map(\.rawValue).joined(separator: ", "));
                PrivilegedPort = \(needsPrivilegedPort);
                Anonymous_Uid = \(anonymousUID);
                Anonymous_Gid = \(anonymousGID);
            }

        """
    }
}
