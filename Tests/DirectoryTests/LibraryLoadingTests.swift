import CLibrary
import Testing

@Suite struct LibraryLoadingTests {
    @Test func `a library that is not there is named`() throws {
        let reason = try #require(CLibrary_load("libnowhere.so.7", nil, 0))
        #expect(String(cString: reason).contains("libnowhere.so.7"))
    }

    @Test(arguments: [("getpid", true), ("get_nothing", false)])
    func `a symbol is found, or is named as what is missing`(name: String, isThere: Bool) {
        var found: UnsafeMutableRawPointer?
        let reason = withUnsafeMutablePointer(to: &found) { place in
            name.withCString { name in
                [CLibrary_symbol(name: name, pointer: place)].withUnsafeBufferPointer { symbols in
                    CLibrary_load("libc.so.6", symbols.baseAddress, symbols.count).map { String(cString: $0) }
                }
            }
        }
        #expect((found != nil) == isThere)
        #expect((reason == nil) == isThere)
        #expect(reason?.contains(name) != false)
    }
}
