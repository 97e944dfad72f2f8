public import AutomountResolver

extension AutomountCase {
    /// A line of a map whose entry automount does not understand.
    public struct RefusedEntry: Hashable, Sendable {
        /// The map.
        public let file: String
        /// The line, from 1.
        public let line: Int

        /// Names a line.
        public init(file: String, line: Int) {
            self.file = file
            self.line = line
        }
    }

    /// The modes of its files in octal digits, by path.
    public var fileModes: [String: String] { modes ?? [:] }

    /// The variables that automount was started with.
    public var variables: [String: String] { ResolverFacts(self).defines }

    /// The entries that are refused when somebody opens their keys, or any name in the place of a wildcard.
    ///
    /// - Parameter version: The automount that is asked.
    /// - Returns: The lines, of maps and of programs.
    public func refusedEntries(by version: AutofsVersion) -> Set<RefusedEntry> {
        let client = ObservedClient(self)
        var facts = ResolverFacts(self)
        facts.autofsVersion = version
        facts.user = ResolverFacts.User(name: "root", uid: 0, gid: 0, group: "root", home: "/root")
        var resolver = Resolver(source: client, facts: facts)
        var refused: Set<RefusedEntry> = []
        for map in resolver.listedMaps(answering: client.answer) {
            let names = map.paths + (map.hasWildcard ? [Array("\(map.mountPoint)/any_name".utf8)] : [])
            for path in names {
                let path = String(decoding: path, as: UTF8.self)
                guard let failure = resolver.resolve(path, answering: client.answer).failure,
                    failure.code == .badEntry || failure.code == .badLocation,
                    let file = failure.file, let line = failure.line
                else { continue }
                refused.insert(RefusedEntry(file: file, line: line))
            }
        }
        return refused
    }
}
