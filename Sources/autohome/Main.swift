import ArgumentParser
import Commands
import Glibc

@main
enum Main {
    static func main() async {
        // Even the name of the program would be missing. An empty command line must not pass for a success.
        guard !CommandLine.arguments.isEmpty else {
            let text = "autohome: error: the arguments of this program cannot be read; is /proc mounted?\n"
            _ = text.withCString { write(STDERR_FILENO, $0, text.utf8.count) }
            exit(2)
        }
        await Autohome.main()
    }
}
