/// The variables of an entry, looked up layer by layer; the first layer that has a name gives its value.
struct VariableTable {
    private var layers: [[String: String]]

    /// The layers in automount's order: who asks, the master map's line, the command line, the system, the
    /// names that are always defined, and automount's environment.
    init(facts: ResolverFacts, mapDefines: [String: String]) {
        layers = [
            Self.userVariables(facts),
            mapDefines,
            facts.defines,
            Self.systemVariables(facts),
            Self.constants(facts),
            facts.daemonEnvironment,
            AutofsConfiguration.defaultSettings(of: facts.autofsVersion),
        ]
    }

    /// The bytes of a variable; `nil` where it is not defined.
    func value(of name: ArraySlice<UInt8>) -> [UInt8]? {
        let name = String(decoding: name, as: UTF8.self)
        for layer in layers {
            if let value = layer[name] { return Array(value.utf8) }
        }
        return nil
    }

    /// What a program map finds in its environment, besides automount's own.
    static func programEnvironment(
        facts: ResolverFacts,
        mapDefines: [String: String],
        usesPrefix: Bool
    ) -> [String: String] {
        var environment = facts.daemonEnvironment
        environment.merge(systemVariables(facts)) { $1 }
        environment.merge(facts.defines) { $1 }
        environment.merge(mapDefines) { $1 }
        for (name, value) in userVariables(facts) {
            environment[usesPrefix ? "AUTOFS_" + name : name] = value
        }
        return environment
    }

    private static func userVariables(_ facts: ResolverFacts) -> [String: String] {
        var variables = ["SHOST": shortName(facts.host)]
        if let user = facts.user {
            variables["USER"] = user.name
            variables["UID"] = String(user.uid)
            variables["GID"] = String(user.gid)
            variables["GROUP"] = user.group
            variables["HOME"] = user.home
        }
        return variables
    }

    private static func systemVariables(_ facts: ResolverFacts) -> [String: String] {
        let machine = facts.system.machine
        let isIntel = machine.utf8.count == 4 && machine.hasPrefix("i") && machine.hasSuffix("86")
        return [
            "ARCH": machine,
            "CPU": isIntel ? "i386" : machine,
            "HOST": facts.host,
            "OSNAME": facts.system.sysname,
            "OSREL": facts.system.release,
            "OSVERS": facts.system.version,
        ]
    }

    private static func constants(_ facts: ResolverFacts) -> [String: String] {
        let domain = facts.host.utf8.firstIndex(of: UInt8(ascii: ".")).map {
            String(facts.host[facts.host.utf8.index(after: $0)...])
        }
        return [
            "dollar": "$",
            "true": "1",
            "false": "0",
            "byte": "little",
            "host": shortName(facts.host),
            "xhost": shortName(facts.host),
            "hostd": facts.host,
            "domain": domain ?? "",
            "vendor": "unknown",
        ]
    }

    private static func shortName(_ host: String) -> String {
        String(host.prefix { $0 != "." })
    }
}
