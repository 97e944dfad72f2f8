import SystemFiles
import SystemFilesTestSupport
import SystemPackage
import Testing

@Suite struct RootDirectorySearchTests {
    private static let needle = Array("needle".utf8)

    private let directory: TestDirectory
    private let root: RootDirectory

    init() throws {
        directory = try TestDirectory()
        root = try RootDirectory(FilePath(directory.full("")))
    }

    private func find(limit: Int = .max) throws(FileError) -> Int? {
        try root.first(in: "/file", limit: limit, overlap: Self.needle.count - 1) { piece in
            piece.indices.first { piece[$0...].starts(with: Self.needle) }
        }
    }

    @Test(arguments: [0, 1, 100] + (RootDirectory.pieceLength - 8..<RootDirectory.pieceLength + 2))
    func `finds a text at any position of a file, also across two pieces`(position: Int) throws {
        try directory.write("file", String(repeating: "-", count: position) + "needle and more")
        #expect(try find() != nil)
    }

    @Test(arguments: [0, 5, RootDirectory.pieceLength, 3 * RootDirectory.pieceLength])
    func `searches a file without the text to its end`(count: Int) throws {
        try directory.write("file", String(repeating: "-", count: count) + "needl")
        #expect(try find() == nil)
    }

    @Test func `stops searching a file at the limit`() throws {
        let count = 3 * RootDirectory.pieceLength
        try directory.write("file", String(repeating: "-", count: count) + "needle")
        #expect(try find(limit: RootDirectory.pieceLength) == nil)
        #expect(try find(limit: count) != nil)
    }

    @Test func `searches only regular files`() throws {
        #expect(failure(try find()) == .notFound)
        try directory.makeDirectory("file")
        #expect(failure(try find()) == .notRegularFile)
    }
}
