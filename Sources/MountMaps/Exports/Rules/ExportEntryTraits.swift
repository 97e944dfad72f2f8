/// Properties of an entry that rules test first, so that they can skip most entries quickly.
struct ExportEntryTraits {
    /// The properties that the options of any client have.
    private(set) var marks: ExportOptionList.Marks = []
    /// Whether there is a default list.
    private(set) var hasDefaults = false
    /// Whether a client has no list, or a list has no client.
    private(set) var hasBareClient = false
    /// Whether some client has several flavors.
    private(set) var hasFlavors = false
    /// Whether every client's own list sets no_subtree_check.
    private(set) var isWithoutSubtreeCheck = true
    /// Whether some word has quotes, escapes or continuations.
    private(set) var isDecoded: Bool
    /// Whether all clients share one list of options.
    private(set) var isUniform = true
    private(set) var hasNetgroup = false
    private(set) var subnets: UInt32 = 0

    init(of entry: ExportEntry) {
        isDecoded = !entry.path.isLiteral
        var grant: ExportOptionList?
        for item in entry.items {
            switch item {
            case .client(let client):
                if let grant, grant !== client.grant { isUniform = false }
                grant = client.grant
                note(client)
            case .defaults(let word, _):
                hasDefaults = true
                if !word.isLiteral { isDecoded = true }
            }
        }
    }

    private mutating func note(_ client: ExportClient) {
        let own = client.grant.marks
        marks.formUnion(own)
        if client.list == nil || client.name.isEmpty { hasBareClient = true }
        if client.grant.options.flavors.count > 1 { hasFlavors = true }
        if client.list == nil || !own.contains(.saysSubtree)
            || !client.grant.options.flags.contains(.noSubtreeCheck)
        {
            isWithoutSubtreeCheck = false
        }
        if !client.word.isLiteral { isDecoded = true }
        if client.kind == .netgroup { hasNetgroup = true }
        if client.kind == .subnet { subnets += 1 }
    }
}
