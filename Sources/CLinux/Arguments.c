/// Of the Swift runtime (stdlib/public/CommandLineSupport/CommandLine.cpp): sets what `CommandLine.arguments` returns.
extern void _swift_stdlib_overrideUnsafeArgvArgc(char **arguments, int count) __attribute__((weak));

/// Gives the Swift runtime the arguments of the C runtime.
///
/// Left alone, it looks for them through /proc, and finds none where that is missing, such as in a chroot. glibc calls
/// constructors with the arguments of main (call_init in elf/dl-init.c and csu/libc-start.c).
__attribute__((constructor)) static void pass_arguments(int count, char **arguments) {
    if (_swift_stdlib_overrideUnsafeArgvArgc && count > 0) {
        _swift_stdlib_overrideUnsafeArgvArgc(arguments, count);
    }
}
