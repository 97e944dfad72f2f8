/// A ptrace(2) for User Mode Linux 6.1 on CPUs with AMX, to be preloaded.
///
/// The host takes extended registers only whole (`xstateregs_set` in arch/x86/kernel/fpu/regset.c: EFAULT for any other
/// size). User Mode Linux 6.1 keeps them in a buffer of a fixed size (`HOST_FP_SIZE`), which is too small where the CPU
/// has the tiles of AMX: it gets the first part, cannot set it, and its first process dies ("ptrace set fp regs
/// failed"). Here the rest, which nothing in the lab uses, is put back as it is.
#define _GNU_SOURCE
#include <elf.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static long call(long request, pid_t process, void *address, void *data) {
    return syscall(SYS_ptrace, request, process, address, data);
}

/// Sets the registers that the caller has, and all others to what they are.
static long set_whole(pid_t process, const struct iovec *part) {
    // More than the CPUs of today need, 11 KiB with AMX.
    static char registers[1 << 16] __attribute__((aligned(64)));
    struct iovec whole = {registers, sizeof registers};
    void *set = (void *)NT_X86_XSTATE;
    long result = call(PTRACE_GETREGSET, process, set, &whole);
    if (result < 0)
        return result;
    size_t known = part->iov_len < whole.iov_len ? part->iov_len : whole.iov_len;
    memcpy(registers, part->iov_base, known);
    return call(PTRACE_SETREGSET, process, set, &whole);
}

long ptrace(enum __ptrace_request request, ...) {
    va_list list;
    va_start(list, request);
    pid_t process = va_arg(list, pid_t);
    void *address = va_arg(list, void *);
    void *data = va_arg(list, void *);
    va_end(list);

    switch (request) {
    case PTRACE_SETREGSET:
        if ((long)address == NT_X86_XSTATE)
            return set_whole(process, data);
        return call(request, process, address, data);
    // The C library's function returns the word that the system call stores.
    case PTRACE_PEEKTEXT:
    case PTRACE_PEEKDATA:
    case PTRACE_PEEKUSER: {
        long word;
        long result = call(request, process, address, &word);
        return result < 0 ? result : word;
    }
    default: return call(request, process, address, data);
    }
}
