import MountMaps
import Testing

@testable import AutomountResolver

@Suite struct VariableTableTests {
    /// A name and who defines it besides the user and the system.
    struct Question: Sendable {
        let name: String
        var masterLine: [String: String] = [:]
        var commandLine: [String: String] = [:]
        var environment: [String: String] = [:]

        init(
            _ name: String,
            masterLine: [String: String] = [:],
            commandLine: [String: String] = [:],
            environment: [String: String] = [:]
        ) {
            self.name = name
            self.masterLine = masterLine
            self.commandLine = commandLine
            self.environment = environment
        }
    }

    // lib/macros.c: macro_findvar, macro_addvar, macro_global_addvar; lib/mounts.c: addstdenv
    private static let layers: [Row<Question, String>] = [
        // variables-105
        Row(
            "the user goes before -D of the command line",
            Question("USER", commandLine: ["USER": "z"]),
            "alice"
        ),
        // variables-120
        Row(
            "the user goes before -D of the master map",
            Question("USER", masterLine: ["USER": "z"]),
            "alice"
        ),
        // variables-119
        Row(
            "-D of the master map goes before -D of the command line",
            Question("A", masterLine: ["A": "master"], commandLine: ["A": "command"]),
            "master"
        ),
        // variables-104
        Row(
            "-D of the command line goes before uname",
            Question("OSNAME", commandLine: ["OSNAME": "My"]),
            "My"
        ),
        Row("uname goes before the environment", Question("OSNAME", environment: ["OSNAME": "My"]), "Linux"),
        Row(
            "the built-in names go before the environment",
            Question("true", environment: ["true": "x"]),
            "1"
        ),
        // variables-109
        Row("the daemon's environment is the last", Question("LEAK", environment: ["LEAK": "leak"]), "leak"),
        // variables-130
        Row("a setting has its default as a variable", Question("browse_mode"), "1"),
        // variables-132
        Row("the setting logging has its default as a variable", Question("logging"), "none"),
        // variables-135
        Row("a setting without a default is no variable", Question("master_map_name"), ""),
        // lib/defaults.c: conf_add, whose setenv(3) does not overwrite
        Row(
            "the environment goes before the settings",
            Question("timeout", environment: ["timeout": "5"]),
            "5"
        ),
    ]

    // lib/mounts.c: addstdenv
    private static let shortHosts: [Row<Question, String>] = [
        // variables-113
        Row("SHOST is the host up to the first dot", Question("SHOST"), "client"),
        // rule-variables-032
        Row("SHOST follows HOST of the master map", Question("SHOST", masterLine: ["HOST": "h.x"]), "h"),
        // rule-variables-033
        Row("SHOST follows HOST of the command line", Question("SHOST", commandLine: ["HOST": "h.x"]), "h"),
    ]

    private static let users: [Row<String, String>] = [
        Row("USER is the login name", "USER", "alice"), Row("UID is the user number", "UID", "1001"),
        Row("GID is the group number", "GID", "1001"),
        Row("GROUP is the name of the group", "GROUP", "staff"),
        Row("HOME is the home directory", "HOME", "/home/alice"),
    ]

    // lib/macros.c: the sv_ tables; variables-034 to -041, variables-046
    private static let constants: [Row<String, String>] = [
        Row("dollar is a dollar sign", "dollar", "$"), Row("true is 1", "true", "1"),
        Row("false is 0", "false", "0"), Row("byte is the order of bytes", "byte", "little"),
        Row("xhost is the short name", "xhost", "client"),
        Row("domain is what follows the first dot", "domain", "example.com"),
        Row("hostd is the full name", "hostd", "client.example.com"),
        Row("vendor is unknown", "vendor", "unknown"),
    ]

    // lib/macros.c: macro_init
    private static let hosts: [Row<String, [String]>] = [
        // variables-112
        Row(
            "a host without a domain has the same name everywhere",
            "client",
            ["client", "client", "client", ""]
        ),
        // variables-113
        Row(
            "a host with a domain has a short and a full name",
            "client.example.com",
            ["client.example.com", "client", "client.example.com", "example.com"]
        ),
        // variables-114
        Row("the domain begins after the first dot", "a.b.c.d", ["a.b.c.d", "a", "a.b.c.d", "b.c.d"]),
    ]

    private static let machines: [Row<String, String>] = [
        // variables-009
        Row("CPU is the machine", "x86_64", "x86_64"),
        // lib/macros.c: macro_init
        Row("CPU of an i686 is i386", "i686", "i386"), Row("CPU of an i586 is i386", "i586", "i386"),
    ]

    private static let settings: [Row<AutofsVersion, String>] = [
        Row("5.1.8 has no setting open_file_limit", .release518, ""),
        // later-setting-174
        Row("5.1.9 has the setting open_file_limit", .release519, "20480"),
    ]

    private static let programs: [Row<(name: String, usesPrefix: Bool), String>] = [
        // modules/lookup_program.c: lookup_one; program-044
        Row("a program does not get USER", ("USER", true), ""),
        // program-048
        Row("a program gets the user as AUTOFS_USER", ("AUTOFS_USER", true), "alice"),
        Row("a program gets SHOST as AUTOFS_SHOST", ("AUTOFS_SHOST", true), "client"),
        // program-055
        Row("force_standard_program_map_env gives a program USER", ("USER", false), "alice"),
        Row("a program gets the host without a prefix", ("HOST", true), "client.example.com"),
        Row("a program gets -D of the master map without a prefix", ("A", true), "master"),
    ]

    private func value(_ question: Question, facts: ResolverFacts = .observed()) -> String {
        var facts = facts
        facts.defines = question.commandLine
        facts.daemonEnvironment = question.environment
        let table = VariableTable(facts: facts).defining(question.masterLine)
        return table.value(of: bytes(question.name)[...])?.text ?? ""
    }

    @Test(arguments: layers) func `the first layer that has a variable gives its value`(
        row: Row<Question, String>
    ) {
        #expect(value(row.input) == row.output, row.comment)
    }

    @Test(arguments: shortHosts) func `SHOST is made of HOST`(row: Row<Question, String>) {
        #expect(value(row.input) == row.output, row.comment)
    }

    @Test(arguments: users) func `variables describe the user who asks`(row: Row<String, String>) {
        #expect(value(Question(row.input)) == row.output, row.comment)
        // lib/mounts.c: set_tsd_user_vars; variables-020, variables-028, rule-variables-031
        var facts = ResolverFacts.observed()
        facts.user = nil
        #expect(value(Question(row.input), facts: facts).isEmpty, "without an entry in passwd: \(row.input)")
        #expect(value(Question("SHOST"), facts: facts).isEmpty)
    }

    @Test(arguments: constants) func `some variables are always defined`(row: Row<String, String>) {
        #expect(value(Question(row.input)) == row.output, row.comment)
    }

    @Test(arguments: hosts) func `variables name the host`(row: Row<String, [String]>) {
        var facts = ResolverFacts.observed()
        facts.host = row.input
        let values = ["HOST", "SHOST", "hostd", "domain"].map { value(Question($0), facts: facts) }
        #expect(values == row.output, row.comment)
    }

    @Test(arguments: machines) func `CPU follows the machine`(row: Row<String, String>) {
        var facts = ResolverFacts.observed()
        facts.system.machine = row.input
        #expect(value(Question("CPU"), facts: facts) == row.output, row.comment)
        #expect(value(Question("ARCH"), facts: facts) == row.input, row.comment)
    }

    @Test(arguments: settings) func `settings are those of the version`(row: Row<AutofsVersion, String>) {
        #expect(value(Question("open_file_limit"), facts: .observed(row.input)) == row.output, row.comment)
    }

    @Test(arguments: programs) func `a program map has variables in its environment`(
        row: Row<(name: String, usesPrefix: Bool), String>
    ) {
        let environment = VariableTable.programEnvironment(
            facts: .observed(),
            mapDefines: ["A": "master"],
            usesPrefix: row.input.usesPrefix
        )
        #expect(environment[row.input.name] ?? "" == row.output, row.comment)
    }
}
