import AutomountResolver
import Testing

@Suite struct AutofsVersionTests {
    @Test(arguments: [
        ("5.1.8", "5.1.8"), ("5.1.9", "5.1.9"), ("5.2", "5.2"), ("5.2.0", "5.2"), ("5.1.10", "5.1.10"),
        ("5.1.0", "5.1.0"), ("5.1.9-11.fc43", "5.1.9"),
    ])
    func `parses the version that automount prints, with or without a suffix`(text: String, shown: String)
        throws
    {
        #expect(try #require(AutofsVersion(text)).description == shown)
    }

    @Test(arguments: [
        "", "5", "5.", "5..9", "5.1.", "5.1.9.1", "v5.1.9", "5.1.x", "5.-1", "five", " 5.1.9", "5.1.９",
        "5.1.99999999999999999999",
    ])
    func `rejects text that is not a version`(text: String) {
        #expect(AutofsVersion(text) == nil)
    }

    @Test func `orders versions numerically`() {
        let versions = ["4.9.9", "5.1.8", "5.1.9", "5.1.10", "5.2", "6.0"].compactMap { AutofsVersion($0) }
        #expect(versions.count == 6)
        #expect(versions == versions.reversed().sorted())
    }

    @Test func `lists the known versions in order, with the latest among them`() {
        #expect(AutofsVersion.known == AutofsVersion.known.sorted())
        #expect(AutofsVersion.known.contains(.latestKnown))
    }

    @Test(arguments: [
        ("5.1.7", ["null"]), ("5.1.8", ["null"]), ("5.1.9", []), ("5.2", []),
    ])
    func `a -null entry hides its key since autofs 5.1.9; before, it is an option`(
        version: String,
        options: [String]
    ) throws {
        var facts = ResolverFacts()
        facts.autofsVersion = try #require(AutofsVersion(version))
        let home = "alice -null server:/a\n* server:/w\n"
        let client = FakeClient(files: ["/etc/auto.master": "/home /etc/auto.home\n", "/etc/auto.home": home])
        var resolver = Resolver(source: client, facts: facts)
        let resolution = resolver.resolve("/home/alice")
        #expect(resolution.mounts.flatMap(\.options) == options)
        #expect(resolution.failure?.line == (options.isEmpty ? 1 : nil))
        #expect(resolution.failure?.file == (options.isEmpty ? "/etc/auto.home" : nil))
    }
}
