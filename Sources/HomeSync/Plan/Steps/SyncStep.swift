/// One change of a plan, with everything that is needed to make it.
public enum SyncStep: Sendable, Hashable {
    /// Make one home.
    case makeHome(NewHome)
    /// Replace the text of one file.
    case writeFile(FileChange)
    /// Make the running NFS server read its exports again.
    case reloadExports(ExportsReload)

    /// The condition that must hold when the step begins.
    public var precondition: Precondition {
        switch self {
        case .makeHome(let home): home.precondition
        case .writeFile(let change): change.precondition
        case .reloadExports(let reload): reload.precondition
        }
    }

    /// The home that the step makes; nil for any other step.
    public var newHome: NewHome? {
        if case .makeHome(let home) = self { home } else { nil }
    }

    /// The file that the step writes; nil for any other step.
    public var fileChange: FileChange? {
        if case .writeFile(let change) = self { change } else { nil }
    }

    /// The reload of the exports; nil for any other step.
    public var exportsReload: ExportsReload? {
        if case .reloadExports(let reload) = self { reload } else { nil }
    }
}
