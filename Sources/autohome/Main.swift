import ArgumentParser
import Commands
import Dispatch
import Glibc

@main
enum Main {
    static func main() {
        // Swift finds the arguments through /proc, and Dispatch counts its threads there: without it the list is empty, and
        // queues trap at random. So this comes before the first task.
        guard !CommandLine.arguments.isEmpty, access("/proc/self/task", X_OK) == 0 else {
            let text =
                "autohome: error: cannot read /proc, which every Swift program needs; mount it and run again\n"
            _ = text.withCString { write(STDERR_FILENO, $0, text.utf8.count) }
            exit(2)
        }
        Task { @MainActor in
            await Autohome.runAndExit()
        }
        dispatchMain()
    }
}
