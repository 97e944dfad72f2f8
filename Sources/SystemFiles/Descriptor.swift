import Glibc
package import SystemPackage

/// An open file descriptor with a single owner; it is closed exactly once.
package struct Descriptor: ~Copyable, Sendable {
    package let rawValue: CInt

    package init(rawValue: CInt) {
        self.rawValue = rawValue
    }

    deinit {
        Glibc.close(rawValue)
    }

    /// Closes it and throws if that fails; the descriptor is closed in either case.
    package consuming func close() throws(Errno) {
        let value = take()
        // Never repeat it: Linux has released the number even if a signal interrupted the call.
        if Glibc.close(value) == -1, Errno(rawValue: errno) != .interrupted { throw Errno(rawValue: errno) }
    }

    /// Gives the open descriptor to the caller, who must close it.
    package consuming func take() -> CInt {
        let value = rawValue
        discard self
        return value
    }
}

/// The open directories from the top of a tree down to the current one, closed together.
package struct DescriptorStack: ~Copyable {
    private var values: [CInt] = []

    package init() {}

    package var count: Int { values.count }

    /// The directory at a depth; the top has depth 0.
    package subscript(depth: Int) -> CInt { values[depth] }

    package mutating func push(_ descriptor: consuming Descriptor) {
        values.append(descriptor.take())
    }

    /// Removes and returns the deepest directory.
    package mutating func pop() -> Descriptor {
        Descriptor(rawValue: values.removeLast())
    }

    deinit {
        for value in values { Glibc.close(value) }
    }
}
