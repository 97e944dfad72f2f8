/// An EXPORT block of NFS-Ganesha's configuration as a value, ganesha-export-config(8).
public struct GaneshaExport: Sendable, Hashable {
    /// Clients with one set of rights: a CLIENT block.
    public struct Grant: Sendable, Hashable {
        /// Whose requests act as the anonymous user.
        public enum Squash: String, Sendable, Hashable, CaseIterable {
            /// Nobody's.
            case none = "No_Root_Squash"
            /// Those of root.
            case root = "Root_Squash"
            /// Everybody's.
            case all = "All_Squash"
        }

        /// The clients.
        public let clients: [String]
        /// Whether they may write.
        public let isWritable: Bool
        /// Whose requests act as the anonymous user.
        public let squash: Squash
        /// The flavors that they may use.
        public let flavors: [SecurityFlavor]
        /// Whether requests have to come from a port below 1024.
        public let needsPrivilegedPort: Bool
        /// The user that squashed requests act as.
        public let anonymousUID: UInt32
        /// The group that squashed requests act as.
        public let anonymousGID: UInt32
    }

    /// The numbers that exports can have; 0 is the root of the pseudo file system.
    public static let ids = 1...Int(UInt16.max)

    /// The number by which Ganesha and its file handles know the export.
    public let id: Int
    /// The path, on the server and in the pseudo file system alike.
    public let path: String
    /// Who gets what; Ganesha takes the first block that fits.
    public let grants: [Grant]
}

extension GaneshaExport {
    /// The block, with a line feed at its end.
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

    /// The text between quotes, escaped scalar by scalar: a quote with a combining mark is still a quote to Ganesha.
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
