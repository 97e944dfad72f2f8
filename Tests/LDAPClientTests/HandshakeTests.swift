import Glibc
import LDAPClient
import LDAPTestSupport
import Testing

@Suite struct HandshakeTests {
    @Test(arguments: [
        // Nothing at all; a part of a TLS record; nothing after StartTLS was accepted.
        ("ldaps", []),
        ("ldaps", [[0x16, 0x03, 0x03, 0x00, 0x7a, 0x02]]),
        ("ldap", [HostileAnswer.message(1, HostileAnswer.result(0x78, 0))]),
    ])
    func `a handshake that does not go on costs no processor time`(scheme: String, answers: [[UInt8]])
        async throws
    {
        let peer = try ScriptedPeer(answers: answers, hangsUp: false)
        await #expect(processExitsWith: .exitCode(42)) {
            [uri = "\(scheme)://127.0.0.1:\(peer.port)" as String] in
            let settings = LDAPSettings(uris: [uri], tls: .init(startTLS: true), networkTimeout: .seconds(2))
            do {
                _ = try await connect(settings)
            } catch let error as LDAPError where error.code == .timedOut {
                // Trying again and again would take the processor for the whole two seconds.
                exit(clock() < CLOCKS_PER_SEC ? 42 : 43)
            }
            exit(1)
        }
    }
}
