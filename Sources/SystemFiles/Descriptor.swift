import Glibc
package import SystemPackage

/// An open file descriptor with one owner, which closes it once.
package struct Descriptor: ~Copyable, Sendable {
    package let rawValue: CInt

    package init(rawValue: CInt) {
        self.rawValue = rawValue
    }

    deinit {
        Glibc.close(rawValue)
    }

    /// Closes it and says whether that went well; the descriptor is gone in either case.
    package consuming func close() throws(Errno) {
        let value = take()
        // Never repeated: Linux has given the number away even where a signal came first.
        if Glibc.close(value) == -1, Errno(rawValue: errno) != .interrupted { throw Errno(rawValue: errno) }
    }

    /// Hands the open descriptor over to the caller, who closes it.
    package consuming func take() -> CInt {
        let value = rawValue
        discard self
        return value
    }
}

/// Open directories from the top of a tree down to where a walk stands, closed together.
package struct DescriptorStack: ~Copyable {
    private var values: [CInt] = []

    package init() {}

    package var count: Int { values.count }

    /// The directory at a depth; the top has depth 0.
    package subscript(depth: Int) -> CInt { values[depth] }

    package mutating func push(_ descriptor: consuming Descriptor) {
        values.append(descriptor.take())
    }

    /// Takes the deepest directory off.
    package mutating func pop() -> Descriptor {
        Descriptor(rawValue: values.removeLast())
    }

    deinit {
        for value in values { Glibc.close(value) }
    }
}
