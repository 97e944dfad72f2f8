extension AutomountMapDocument {
    /// What the map says, without where it says it: keys and entries as automount takes them, in order, with
    /// the includes between them.
    ///
    /// Two documents with equal meanings serve every look-up alike.
    public struct Meaning: Sendable, Hashable {
        /// A line that counts.
        public enum Line: Sendable, Hashable {
            /// A key, quotes and escapes removed, and the text after it.
            case entry(name: [UInt8], value: [UInt8])
            /// An include and its name.
            case include([UInt8])
        }

        /// The lines that count, in order.
        public let lines: [Line]
    }

    /// What the map says outside a range of its bytes.
    ///
    /// An edit in place must leave this as it was: a line above that ends in a key and blanks, an indented line
    /// below, or a missing line end would make neighbours and new lines into something else.
    ///
    /// - Parameter range: The bytes to leave out: lines that begin in it; `nil` for none.
    /// - Returns: What is left, in order.
    public func meaning(outside range: Range<Int>? = nil) -> Meaning {
        var lines: [Meaning.Line] = []
        var includes = includes[...]
        for (position, entry) in entries.enumerated() {
            while let include = includes.first, include.entriesAbove <= position {
                if range?.contains(include.range.lowerBound) != true { lines.append(.include(include.name)) }
                includes.removeFirst()
            }
            guard range?.contains(entry.range.lowerBound) != true, let name = name(of: entry) else {
                continue
            }
            lines.append(.entry(name: name, value: Array(value(of: entry))))
        }
        for include in includes where range?.contains(include.range.lowerBound) != true {
            lines.append(.include(include.name))
        }
        return Meaning(lines: lines)
    }
}

extension MasterMapDocument {
    /// What the master map says, without where it says it.
    public struct Meaning: Sendable, Hashable {
        /// A line that counts.
        public enum Line: Sendable, Hashable {
            /// A mount point and where its keys are found.
            case entry(mountPoint: [UInt8], target: MasterMapTarget)
            /// An include and its name.
            case include([UInt8])
        }

        /// The lines that count, in order.
        public let lines: [Line]
    }

    /// What the master map says outside a range of its bytes; an edit in place must leave it as it was.
    ///
    /// - Parameter range: The bytes to leave out: lines that begin in it; `nil` for none.
    /// - Returns: What is left, in order.
    public func meaning(outside range: Range<Int>? = nil) -> Meaning {
        Meaning(
            lines: lines.compactMap { line in
                switch line {
                case .entry(let entry):
                    guard range?.contains(entry.range.lowerBound) != true else { return nil }
                    return .entry(mountPoint: entry.mountPoint, target: entry.target)
                case .include(let include):
                    guard range?.contains(include.range.lowerBound) != true else { return nil }
                    return .include(include.name)
                }
            }
        )
    }
}
