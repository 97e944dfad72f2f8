import Glibc
import SystemPackage

/// Reads what a program says until it has ended and nobody holds its output open any more, as automount does.
///
/// It blocks: watch on a thread that may wait.
struct ProgramWatch {
    /// How the watch ended.
    enum End {
        case finished
        case timedOut
        case tooMuchOutput
    }

    /// The pidfd of the program, or -1.
    let process: CInt
    let output: FileDescriptor
    let complaint: FileDescriptor
    let outputLimit: Int
    let complaintLimit: Int

    /// Watches until the end, or for as long as is allowed; beyond its limit a complaint is read and forgotten.
    func watch(for limit: Duration) -> (end: End, output: [UInt8], complaint: [UInt8]) {
        // From here on: a program does not pay for the time that this thread took to come.
        let deadline = ContinuousClock.now + limit
        var read: (output: [UInt8], complaint: [UInt8]) = ([], [])
        var waiting = [output.rawValue, complaint.rawValue, process].map { descriptor in
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        // poll(2) passes over numbers below zero.
        while waiting.contains(where: { $0.fd >= 0 }) {
            let left = deadline - .now
            guard left > .zero else { return (.timedOut, read.output, read.complaint) }
            let milliseconds = CInt(clamping: Int64(left / .milliseconds(1)) + 1)
            guard poll(&waiting, nfds_t(waiting.count), milliseconds) > 0 else { continue }
            if waiting[2].revents != 0 { waiting[2].fd = -1 }
            for index in 0...1 where waiting[index].revents != 0 {
                let count = Glibc.read(waiting[index].fd, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    waiting[index].fd = -1
                    continue
                }
                if index == 0 {
                    read.output += buffer[..<count]
                } else {
                    read.complaint += buffer[..<min(count, complaintLimit - read.complaint.count)]
                }
            }
            if read.output.count > outputLimit { return (.tooMuchOutput, read.output, read.complaint) }
        }
        return (.finished, read.output, read.complaint)
    }
}
