import Foundation
import Glibc
import ProcessTestSupport

/// A DNS server on 127.0.0.1 that answers questions by UDP and TCP as a test wants.
public final class TestNameServer: Sendable {
    /// Makes the answer to a question; nil for none.
    ///
    /// The second parameter is whether it came by TCP.
    public typealias Answering = @Sendable (_ question: [UInt8], _ isTCP: Bool) -> [UInt8]?

    /// The port of UDP and TCP.
    public let port: Int
    private let wakeUp: Int32

    /// Listens on a free port.
    ///
    /// - Parameter answer: Makes the answers.
    /// - Throws: If there is no free port.
    public init(answer: @escaping Answering) throws {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw ChildProcess.Failure(description: "no socket pair: \(String(cString: strerror(errno)))")
        }
        let sockets = try Self.sockets()
        port = sockets.port
        wakeUp = ends[1]
        let thread = Thread { [end = ends[0]] in
            Self.serve(sockets.datagram, sockets.stream, until: end, answer)
            for descriptor in [sockets.datagram, sockets.stream, end] { close(descriptor) }
        }
        thread.start()
    }

    deinit {
        close(wakeUp)
    }

    /// Sockets of both protocols on one port, which must be free in both.
    private static func sockets() throws -> (datagram: Int32, stream: Int32, port: Int) {
        for _ in 0..<20 {
            let stream = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            let port = try SilentListener.listen(stream)
            let datagram = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            var address = SilentListener.loopback(port)
            let status = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(datagram, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            if status == 0 { return (datagram, stream, port) }
            close(stream)
            close(datagram)
        }
        throw ChildProcess.Failure(description: "no port is free in UDP and TCP")
    }

    private static func serve(
        _ datagram: Int32,
        _ stream: Int32,
        until end: Int32,
        _ answer: Answering
    ) {
        let events = Int16(POLLIN)
        while true {
            var waiting = [datagram, stream, end].map { pollfd(fd: $0, events: events, revents: 0) }
            guard poll(&waiting, nfds_t(waiting.count), -1) > 0 else { continue }
            if waiting[2].revents != 0 { return }
            if waiting[0].revents & events != 0 { answerDatagram(datagram, answer) }
            if waiting[1].revents & events != 0 { answerStream(stream, answer) }
        }
    }

    private static func answerDatagram(_ datagram: Int32, _ answer: Answering) {
        var question = [UInt8](repeating: 0, count: 65_536)
        var peer = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &peer) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { peer in
                let count = recvfrom(datagram, &question, question.count, 0, peer, &size)
                guard count > 0, let said = answer(Array(question.prefix(count)), false) else { return }
                _ = sendto(datagram, said, said.count, 0, peer, size)
            }
        }
    }

    /// Answers one question, which has its length before it (RFC 1035 section 4.2.2).
    private static func answerStream(_ stream: Int32, _ answer: Answering) {
        let connection = accept(stream, nil, nil)
        guard connection >= 0 else { return }
        defer { close(connection) }
        var question: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while question.count < 2 || question.count < 2 + Int(question[0]) << 8 + Int(question[1]) {
            let count = recv(connection, &part, part.count, 0)
            guard count > 0 else { return }
            question += part.prefix(count)
        }
        guard let said = answer(Array(question.dropFirst(2)), true) else { return }
        let bytes = [UInt8(said.count >> 8), UInt8(said.count & 0xff)] + said
        _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}
