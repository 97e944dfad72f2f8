import Glibc

/// Kills the process that calls it.
enum Doom {
    /// Kills the process after a delay.
    static func inMicroseconds(_ delay: Int) {
        var thread = pthread_t()
        pthread_create(
            &thread,
            nil,
            { argument in
                usleep(UInt32(Int(bitPattern: argument)))
                kill(getpid(), SIGKILL)
                return nil
            },
            UnsafeMutableRawPointer(bitPattern: delay)
        )
    }
}
