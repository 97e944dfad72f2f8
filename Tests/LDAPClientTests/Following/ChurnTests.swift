import Foundation
import LDAPClient
import LDAPTestSupport
import RandomTestSupport
import Testing

/// A directory that changes by chance, over connections that are cut at any byte.
@Suite struct ChurnTests {
    /// Five seeds from 0, or as many as `make soak` asks for.
    private static var seeds: Range<UInt64> {
        let environment = ProcessInfo.processInfo.environment
        let first = environment["FIRST_SEED"].flatMap(UInt64.init) ?? 0
        return first..<first + (environment["SEEDS"].flatMap(UInt64.init) ?? 5)
    }

    @Test(arguments: seeds)
    func `after changes by chance and cut connections, the follower knows what a fresh search finds`(
        seed: UInt64
    ) async throws {
        var options = SlapdOptions()
        options.offersContentSynchronisation = true
        // Seeds differ in how much the server can name: with a short log it names what exists.
        options.sessionLog = seed.isMultiple(of: 2) ? 1_000 : 5
        options.offersTLS = false
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 30), options: options) { slapd in
            // A slapd that is killed forgets deletions that were its last changes: it finds its state in the entries that
            // are left (slapo-syncprov(5), syncprov-checkpoint). Only complete reads show them.
            let isKilled = seed % 4 == 3
            var following = FollowedSite.options
            if isKilled { following.completeReadInterval = .seconds(1) }
            try await FollowedSite.following(slapd, options: following) { site in
                var churn = Churn(seed: seed, suffix: slapd.suffix)
                try await slapd.change(churn.preparation)
                for round in 0..<8 {
                    async let cutting: Void = Self.cut(site.proxy, seed: seed &* 100 &+ UInt64(round))
                    for _ in 0..<4 { try await slapd.change(churn.changes(25)) }
                    await cutting
                    if round == 4 { try await slapd.restart(killing: isKilled) }
                    try await site.settles("seed \(seed), round \(round)")
                }
            }
        }
    }

    private static func cut(_ proxy: CuttingProxy, seed: UInt64) async {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            try? await Task.sleep(for: .milliseconds(Int.random(in: 0...60, using: &random)))
            proxy.cut(thenAfter: Int.random(in: 1...8_000, using: &random))
        }
        // What is sent from now on arrives.
        proxy.cut()
    }
}
