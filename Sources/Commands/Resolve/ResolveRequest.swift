internal import AutomountResolver
internal import HostFacts

/// What `autohome resolve` is asked for one path.
struct ResolveRequest: Equatable {
    var path: String
    var isExplained = false
    var client = ClientView()

    /// Prints what automount would mount.
    ///
    /// - Parameters:
    ///   - context: What to work with.
    ///   - programs: Who answers for program maps.
    func answer(in context: CommandContext, programs: ProgramAnswers) async throws -> Answer {
        var session = ResolveSession(
            resolver: Resolver(
                source: RootMapSource(root: try context.root()),
                facts: try await client.facts(in: context)
            ),
            programs: programs,
            console: context.console
        )
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
