import Glibc
import SystemPackage

/// Reads the output of a program until it has ended and no process holds its output open, as automount does.
///
/// It blocks, so it must run on a thread that may wait.
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

    /// Reads until the end or the time limit.
    ///
    /// Error output beyond its limit is read and discarded.
    func watch(for limit: Duration) -> (end: End, output: [UInt8], complaint: [UInt8]) {
        // The limit starts here, so that it does not include the time until this thread started.
        let deadline = ContinuousClock.now + limit
        var read: (output: [UInt8], complaint: [UInt8]) = ([], [])
        var waiting = [output.rawValue, complaint.rawValue, process].map { descriptor in
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        // poll(2) ignores negative descriptors.
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
