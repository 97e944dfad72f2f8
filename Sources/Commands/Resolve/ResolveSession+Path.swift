internal import AutomountResolver

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
