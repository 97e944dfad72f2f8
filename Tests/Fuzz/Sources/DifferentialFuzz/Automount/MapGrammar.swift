/// Random lines of indirect and direct maps.
enum MapGrammar {
    static let names = ["alice", "bob", "carol", "proj", "x", "s", "server", "client"]

    private static let oddKeys = [
        "*", "*", "*", "*", "\"*\"", "\\*", "**", "x*", "*x", "\"alice\"", "al\\ice", "a\"lic\"e", "\"a b\"",
        "a\\ b",
        "a\\\\b", "a\\\"b", "é", "\"é\"", "a&b", "$USER", "-x", "#x", "\\#x", "+x", "\\+x", ".hid", ".", "..",
        "a:b", "a=b",
        "a,b", "(1)", "alice/s", "/alice", "/alice/s", "&", "a#b", "~", "%", "\"x y\"z", "x\\", "'x'", "a;b",
    ]

    private static let includes = [
        "+auto.inc", "+/etc/auto.inc", "+file:/etc/auto.inc", "+file:auto.inc", "+none", "+auto.home",
        "+/etc/auto.home", "+file:/etc/auto.home", "+auto.two", "+/etc/auto.two", "+auto.prog",
        "+/etc/auto.prog",
        "+program:/etc/auto.prog", "+program:auto.prog", "+file:/etc/auto.prog", "+exec:/etc/auto.prog",
        "+dir:/etc/auto.d", "+files:auto.inc", "+yp:auto.inc", "+nis:auto.inc", "+nisplus:auto.inc",
        "+hesiod:auto.inc", "+file,sun:/etc/auto.inc", "+-hosts", "+-null", "+",
        "+ auto.inc", "+auto.inc x", "+\"auto.inc\"", "+./auto.inc", "+etc/auto.inc", "+/etc//auto.inc",
        "+/etc/../etc/auto.inc", "+auto.inc\\", "+FILE:/etc/auto.inc", "+file:", "+:auto.inc",
        "+file /etc/auto.inc",
        "+auto.inc -ro", "+multi:auto.inc", "+sun:auto.inc", "+/etc/auto.d", "+auto.d",
    ]

    static func key(_ dice: inout Dice) -> String {
        if dice.oneIn(2) { return dice.pick(names) }
        if dice.oneIn(60) { return String(repeating: "k", count: dice.pick([253, 254, 255, 256])) }
        return dice.pick(oddKeys)
    }

    static func include(_ dice: inout Dice) -> String {
        (dice.oneIn(2) ? dice.pick(includes.prefix(12)) : dice.pick(includes))
            + dice.pick(["\n", "\n", "\n", "\n", "\n", " \n", "", " # c\n"])
    }

    static func line(_ dice: inout Dice, includesOnceIn count: Int = 12) -> String {
        if dice.oneIn(count) { return include(&dice) }
        if dice.oneIn(25) {
            return dice.pick(["# c\n", "\n", "  \n", "#alice server:/c\n", " alice server:/i\n", "; x\n"])
        }
        return key(&dice) + dice.pick([" ", " ", " ", "\t", "  ", " \\\n ", "\\\n "]) + entry(&dice)
            + EntryGrammar.end(&dice)
    }

    private static func entry(_ dice: inout Dice) -> String {
        dice.oneIn(4) ? EntryGrammar.plainEntry(&dice) : EntryGrammar.entry(&dice)
    }

    static func map(_ dice: inout Dice, includesOnceIn count: Int = 12) -> String {
        (0..<dice.pick([1, 1, 2, 2, 3, 4, 6])).map { _ in line(&dice, includesOnceIn: count) }.joined()
    }

    static let directKeys = [
        "/data", "/data", "/data", "/data/x", "/data/x/y", "/data/", "//data", "/d/../data", "/data/.",
        "/./data",
        "\"/data\"", "/da\\ta", "/a\\ b", "\"/a b\"", "/é", "\"/é\"", "/", "/srv", "/srv/p", "/srv/p/q",
        "/home/x", "/opt/x",
        "data", "*", "/*", "/data#x", "/data,x", "/mnt/a", "/mnt/b", "/-", "/data/../srv",
    ]

    static func directMap(_ dice: inout Dice) -> String {
        (0..<dice.pick([1, 2, 3, 4])).map { _ in
            if dice.oneIn(12) {
                return dice.pick(["+auto.inc\n", "+/etc/auto.direct2\n", "+auto.direct\n", "+none\n"])
            }
            return dice.pick(directKeys) + " " + entry(&dice) + EntryGrammar.end(&dice)
        }.joined()
    }

    /// The keys of a map as lookup names, without quotes and backslashes.
    static func names(in map: String) -> [String] {
        map.split(separator: "\n").compactMap { line in
            let word = line.prefix { $0 != " " && $0 != "\t" }
            let name = String(word.filter { $0 != "\"" && $0 != "\\" })
            return name.isEmpty || name.hasPrefix("+") || name.hasPrefix("#") || name.contains("\0")
                ? nil : name
        }
    }

    /// The offsets in a map.
    static func offsets(in map: String) -> [String] {
        map.split { $0 == " " || $0 == "\n" || $0 == "\t" }.filter { $0.hasPrefix("/") }.map(String.init)
    }
}
