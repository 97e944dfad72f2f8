import Glibc
import LDAPTestSupport
import Testing

@testable import LDAPClient

@Suite struct KeepAliveTests {
    @Test(arguments: [
        (Duration.seconds(120), idle: Int32(60), interval: Int32(15)),
        (.seconds(5), 1, 1), (.seconds(7_200), 3_600, 900), (.seconds(13), 9, 1),
    ])
    func `TCP is asked to notice a dead server within the configured time`(
        limit: Duration,
        idle: Int32,
        interval: Int32
    ) async throws {
        let listener = try SilentListener()
        let socket = try SocketDialer(limit: .seconds(8), keepAlive: limit)
            .dial(LDAPAddress("ldap://127.0.0.1:\(listener.port)"))
        let tcp = Int32(IPPROTO_TCP)
        #expect(socket.option(SOL_SOCKET, SO_KEEPALIVE) == 1)
        #expect(socket.option(tcp, TCP_KEEPIDLE) == idle)
        #expect(socket.option(tcp, TCP_KEEPINTVL) == interval)
        #expect(socket.option(tcp, TCP_KEEPCNT) == 4)
        #expect(socket.option(tcp, TCP_USER_TIMEOUT) == Int32(limit.components.seconds) * 1_000)
    }

    @Test func `less than five seconds is refused`() async throws {
        let settings = LDAPSettings(uris: ["ldapi:///"], keepAlive: .seconds(4))
        let error = try await #require(throws: LDAPError.self) { try await connect(settings) }
        #expect(error.code == .badSettings)
    }
}

extension Socket {
    fileprivate func option(_ level: Int32, _ name: Int32) -> Int32 {
        var value: Int32 = -1
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, level, name, &value, &size)
        return value
    }
}
