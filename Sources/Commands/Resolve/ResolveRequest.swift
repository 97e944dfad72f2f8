internal import AutomountResolver
internal import HostFacts

/// What `autohome resolve` is asked for one path.
struct ResolveRequest: Equatable {
    var path: String
    var isExplained = false
    var client = ClientView()

    /// Prints what automount would mount, by the files of the client and what its directory says.
    func answer(in context: CommandContext) async throws -> Answer {
        let root = try context.root()
        var session = ResolveSession(
            resolver: Resolver(source: RootMapSource(root: root), facts: try await client.facts(in: context)),
            programs: .none,
            directory: .client(below: root, context.logger),
            console: context.console
        )
        return try await show(in: &session, context)
    }

    /// Prints what automount would mount, as a session finds it.
    func show(in session: inout ResolveSession, _ context: CommandContext) async throws -> Answer {
        let hasTrace = isExplained || context.format == .json
        let resolution = hasTrace ? await session.explain(path) : await session.resolve(path)
        switch context.format {
        case .text:
            let renderer = ResolutionRenderer(style: context.console.style)
            try context.console.write(renderer.text(of: resolution, explained: isExplained))
        case .json: try context.console.write(JSONOutput.text(of: resolution))
        }
        return resolution.failure == nil && !resolution.mounts.isEmpty ? .yes : .no
    }
}
