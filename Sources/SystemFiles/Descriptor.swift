internal import Glibc
internal import SystemPackage

/// An open file descriptor with one owner, which closes it once.
struct Descriptor: ~Copyable, Sendable {
    let rawValue: CInt

    deinit {
        Glibc.close(rawValue)
    }

    /// Closes it and says whether that went well; the descriptor is gone in either case.
    consuming func close() throws(Errno) {
        let value = take()
        // Never repeated: Linux has given the number away even where a signal came first.
        if Glibc.close(value) == -1, Errno(rawValue: errno) != .interrupted { throw Errno(rawValue: errno) }
    }

    /// Hands the open descriptor over to the caller, who closes it.
    consuming func take() -> CInt {
        let value = rawValue
        discard self
        return value
    }
}

/// Open directories from the top of a tree down to where a walk stands, closed together.
struct DescriptorStack: ~Copyable {
    private var values: [CInt] = []

    var count: Int { values.count }

    /// The directory at a depth; the top has depth 0.
    subscript(depth: Int) -> CInt { values[depth] }

    mutating func push(_ descriptor: consuming Descriptor) {
        values.append(descriptor.take())
    }

    /// Takes the deepest directory off.
    mutating func pop() -> Descriptor {
        Descriptor(rawValue: values.removeLast())
    }

    deinit {
        for value in values { Glibc.close(value) }
    }
}
