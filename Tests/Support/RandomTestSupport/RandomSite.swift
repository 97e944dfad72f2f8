public import MountMaps
public import SourceText

/// Random settings of a site, with all layouts and all kinds of clients.
public struct RandomSite {
    /// The settings of the site.
    public let settings: SiteSettings
    /// The names of the homes, sorted.
    public let homes: [String]

    /// Creates a site; the same seed gives the same site.
    public init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let roots = ["/srv/home", "/srv/my homes", "/export/hôme#1", "/data/a\\040b", "/srv/1,2(3)"]
        let count = Int.random(in: 1...3, using: &random)
        let common = Self.options.randomElement(using: &random) ?? []
        // Members of a netgroup may also match a subnet; `check` warns if the options differ.
        let differs = Bool.random(using: &random)
        let grants = (0..<count).map { index in
            ExportsSettings.Grant(
                clients: Self.clients(of: index, netgroups: !differs, &random),
                options: differs ? Self.options.randomElement(using: &random) ?? [] : common
            )
        }
        var names: Set<String> = []
        while names.count < Int.random(in: 0...20, using: &random) {
            names.insert(Self.name(&random))
        }
        let homes = names.sorted()
        self.homes = homes
        settings = SiteSettings(
            homes: HomesSettings(root: roots.randomElement(using: &random) ?? ""),
            exports: ExportsSettings(
                grants: grants,
                layout: ExportsSettings.Layout.allCases.randomElement(using: &random) ?? .root,
                fsid: ExportsSettings.FileSystemID.allCases.randomElement(using: &random) ?? .none
            ),
            automount: AutomountSettings(
                server: ["nfs", "nfs.example.org", "192.0.2.1", "[2001:db8::1]"].randomElement(using: &random)
                    ?? "",
                options: [
                    ["nosuid", "nodev"], ["nfsvers=4.2", "hard", "nosuid", "nodev"],
                    ["nodev", "nosuid", "timeo=600"],
                ].randomElement(
                    using: &random
                )
                    ?? [],
                layout: AutomountSettings.Layout.allCases.randomElement(using: &random) ?? .wildcard
            )
        )
    }

    private static let options = [
        ["rw", "sync", "no_subtree_check"], ["ro", "no_subtree_check"],
        ["no_subtree_check", "sec=krb5p", "rw"],
        ["no_subtree_check", "sec=krb5:krb5i:krb5p", "rw", "sec=sys", "ro"],
        ["rw", "all_squash", "anonuid=150", "anongid=150", "no_subtree_check"],
    ]

    /// Clients that differ between grants, so that none hides another.
    private static func clients(of grant: Int, netgroups: Bool, _ random: inout SeededGenerator) -> [String] {
        let all = [
            "ws\(grant)", "192.0.2.\(grant)", "2001:db8::\(grant)", "10.\(grant).0.0/16",
            "172.16.\(grant).0/255.255.255.0",
            "fd00:\(grant)::/32", "*.lab\(grant).example.org", "pc\(grant)?.example.org", "@staff\(grant)",
        ]
        let chosen = all.filter { client in
            Bool.random(using: &random) && (netgroups || !client.hasPrefix("@"))
        }
        return chosen.isEmpty ? [all[0]] : chosen
    }

    private static func name(_ random: inout SeededGenerator) -> String {
        let letters = Array("abcxyzABC019_.-@")
        let tail = (0..<Int.random(in: 0...12, using: &random)).map { _ in
            letters.randomElement(using: &random) ?? "a"
        }
        return "u" + String(tail)
    }

    /// The generator for the files of the site.
    public var generator: FileGenerator { FileGenerator(settings: settings, homes: homes) }

    /// A generated file of the site, as written when it did not exist before.
    public func source(_ file: ManagedFile) throws -> SourceFile {
        let absent = SourceFile(name: file.path(in: settings), bytes: [])
        return SourceFile(name: absent.name, bytes: try generator.text(of: file, over: absent))
    }
}
