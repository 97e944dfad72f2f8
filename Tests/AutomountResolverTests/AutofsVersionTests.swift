import AutomountResolver
import Testing

@Suite struct AutofsVersionTests {
    @Test(arguments: [
        ("5.1.8", "5.1.8"), ("5.1.9", "5.1.9"), ("5.2", "5.2"), ("5.2.0", "5.2"), ("5.1.10", "5.1.10"),
        ("5.1.0", "5.1.0"), ("5.1.9-11.fc43", "5.1.9"),
    ])
    func `a version is read as automount writes it`(text: String, shown: String) throws {
        #expect(try #require(AutofsVersion(text)).description == shown)
    }

    @Test(arguments: [
        "", "5", "5.", "5..9", "5.1.", "5.1.9.1", "v5.1.9", "5.1.x", "5.-1", "five", " 5.1.9", "5.1.９",
        "5.1.99999999999999999999",
    ])
    func `what is no version is refused`(text: String) {
        #expect(AutofsVersion(text) == nil)
    }

    @Test func `versions are in the order of their numbers`() {
        let versions = ["4.9.9", "5.1.8", "5.1.9", "5.1.10", "5.2", "6.0"].compactMap { AutofsVersion($0) }
        #expect(versions.count == 6)
        #expect(versions == versions.reversed().sorted())
    }

    @Test func `the known versions are in order, and the newest release is one of them`() {
        #expect(AutofsVersion.known == AutofsVersion.known.sorted())
        #expect(AutofsVersion.known.contains(.latestKnown))
    }

    @Test(arguments: [
        ("5.1.7", ["null"]), ("5.1.8", ["null"]), ("5.1.9", []), ("5.2", []),
    ])
    func `an entry -null takes its key out of the map from 5.1.9 on`(
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
