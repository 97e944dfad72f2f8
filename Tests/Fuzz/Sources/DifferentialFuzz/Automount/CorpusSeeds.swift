import Foundation

/// The cases of the corpora, as seeds to mutate and combine.
struct CorpusSeeds {
    private let seeds: [FuzzCase]
    /// Lines and words of all their files.
    private let lines: [[UInt8]]
    private let words: [[UInt8]]
    private let mutator = Mutator(pieces: AutomountWords.pieces, limits: [255, 256, 16_384])

    /// Reads the corpora in a folder, without cases of several steps or with an LDAP server.
    init(in folder: URL) throws {
        var seeds: [FuzzCase] = []
        for name in ["automount", "automount-more", "automount-found"] {
            let file = try Data(contentsOf: folder.appending(path: name + ".jsonl"))
            for line in file.split(separator: UInt8(ascii: "\n")) {
                if let seed = try Self.seed(Data(line)) { seeds.append(seed) }
            }
        }
        self.seeds = seeds
        let maps = seeds.flatMap { seed in seed.files.filter { $0.key.contains("auto.") }.values }
        lines = maps.flatMap { $0.split(separator: 10).map(Array.init) }.filter { $0.count < 400 }
        words = lines.flatMap { $0.split { $0 == 32 || $0 == 9 }.map(Array.init) }
    }

    private static func seed(_ line: Data) throws -> FuzzCase? {
        guard var fields = try JSONSerialization.jsonObject(with: line) as? [String: Any],
            fields["steps"] == nil, fields["ldif"] == nil
        else { return nil }
        var files = (fields["files"] as? [String: String] ?? [:]).mapValues { Array($0.utf8) }
        for (path, text) in fields["filesBase64"] as? [String: String] ?? [:] {
            files[path] = Data(base64Encoded: text).map(Array.init)
        }
        for key in ["id", "files", "filesBase64", "expect", "tags", "notes", "category"] { fields[key] = nil }
        var environment = fields["environment"] as? [String: Any] ?? [:]
        environment["userRecord"] = nil
        environment["uname"] = nil
        fields["environment"] = environment
        return try FuzzCase(files: files, bytesKey: "filesBase64", rest: fields)
    }

    /// A mutated case of the corpora.
    func scene(_ dice: inout Dice) throws -> AutomountScene {
        let seed = dice.pick(seeds)
        var scene = AutomountScene(category: "mutated")
        scene.files = seed.files
        scene.rest = try JSONSerialization.jsonObject(with: seed.rest) as? [String: Any] ?? [:]
        scene.environment = scene.rest["environment"] as? [String: Any] ?? [:]
        let maps = seed.files.keys.filter { $0.contains("auto.") }.sorted()
        for _ in 0..<dice.number(1...3) where !maps.isEmpty {
            let path = dice.pick(maps)
            change(&scene.files[path, default: []], &dice)
        }
        changeRest(of: &scene, &dice)
        return scene
    }

    private func change(_ text: inout [UInt8], _ dice: inout Dice) {
        switch dice.number(0...6) {
        case 0, 1: text = mutator.mutate(text, &dice)
        case 2: text += dice.pick(lines) + [10]
        case 3: text = dice.pick(lines) + [10] + text
        case 4:
            let all = text.split(separator: 10, omittingEmptySubsequences: false)
            guard let kept = all.indices.randomPick(&dice) else { return }
            text = Array(
                (all[..<kept] + [dice.pick(lines)[...]] + all[(kept + 1)...]).joined(separator: [10])
            )
        default: replaceWord(in: &text, &dice)
        }
    }

    /// Replaces or precedes a word of the text by a word from another case.
    private func replaceWord(in text: inout [UInt8], _ dice: inout Dice) {
        let starts = text.indices.filter {
            !Self.isWhite(text[$0]) && ($0 == 0 || Self.isWhite(text[$0 - 1]))
        }
        guard let start = starts.randomPick(&dice) else { return }
        let end = text[start...].firstIndex(where: Self.isWhite) ?? text.endIndex
        let word = dice.pick(words)
        text.replaceSubrange(start..<(dice.oneIn(3) ? start : end), with: dice.oneIn(3) ? word + [32] : word)
    }

    private static func isWhite(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 }

    private func changeRest(of scene: inout AutomountScene, _ dice: inout Dice) {
        if dice.oneIn(6), let path = scene.rest["path"] as? String {
            scene.rest["path"] = path + dice.pick(["/s", "/x", "x", "/s/t", "/"])
        }
        if dice.oneIn(8) { scene.environment["user"] = dice.pick(SettingsGrammar.users) }
        if dice.oneIn(10) { scene.environment["mountFails"] = dice.pick(SettingsGrammar.mountFailures) }
        if dice.oneIn(15) { scene["/etc/autofs.conf"] = SettingsGrammar.configuration(&dice) }
        if dice.oneIn(15), let master = scene.files["/etc/auto.master"], master.last == 10 {
            scene.files["/etc/auto.master"] =
                master.dropLast() + Array(" \(AutomountWords.masterOptions(&dice))\n".utf8)
        }
    }
}

extension Collection where Index == Int {
    /// A random element; nil if the collection is empty.
    fileprivate func randomPick(_ dice: inout Dice) -> Element? {
        isEmpty ? nil : self[index(startIndex, offsetBy: dice.number(0...(count - 1)))]
    }
}
