internal import AutomountResolver
internal import HostFacts

/// What `autohome resolve` is most often asked: one path, and no program is run for it.
struct ResolveRequest: Equatable {
    var path: String
    var isExplained = false
    var client = ClientView()

    /// Prints what automount would mount.
    func answer(in context: CommandContext) async throws -> Answer {
        let root = try context.root()
        var session = ResolveSession(
            resolver: Resolver(source: RootMapSource(root: root), facts: try await client.facts(in: context)),
            programs: .none,
            directory: .client(below: root, context),
            console: context.console
        )
        let answer = try await session.show(path, explained: isExplained, in: context)
        await session.close()
        return answer
    }
}

extension ResolveSession {
    /// Prints what automount would mount for a path.
    mutating func show(_ path: String, explained: Bool, in context: CommandContext) async throws -> Answer {
        let hasTrace = explained || context.format == .json
        let resolution = hasTrace ? await explain(path) : await resolve(path)
        switch context.format {
        case .text:
            let renderer = ResolutionRenderer(style: context.console.style)
            try context.console.write(renderer.text(of: resolution, explained: explained))
        case .json: try context.console.write(JSONOutput.text(of: resolution))
        }
        return resolution.failure == nil && !resolution.mounts.isEmpty ? .yes : .no
    }
}
