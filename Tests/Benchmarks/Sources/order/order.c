// Prints the sections of a program's functions in the order in which a run of it first comes to them, for a linker
// that is to put them side by side.
//
//     order PROGRAM ARGUMENT… >FILE
//
// The program runs step by step, which takes a minute or so. It needs its symbols, a fixed address, and nm(1).

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

struct function {
    unsigned long start;
    unsigned long end;
    char *name;
};

static struct function *functions;
static size_t count;

static void fail(const char *what) {
    perror(what);
    exit(2);
}

static int compare(const void *left, const void *right) {
    const struct function *a = left, *b = right;
    return (a->start > b->start) - (a->start < b->start);
}

static void read_functions(const char *program) {
    char command[4096], line[65536], name[65536], kind;
    snprintf(command, sizeof command, "nm --defined-only --print-size -- '%s'", program);
    FILE *symbols = popen(command, "r");
    if (!symbols) fail("nm");
    while (fgets(line, sizeof line, symbols)) {
        unsigned long start, size;
        if (sscanf(line, "%lx %lx %c %65535s", &start, &size, &kind, name) != 4) continue;
        if (!strchr("tTwW", kind)) continue;
        if (count % 4096 == 0) functions = realloc(functions, (count + 4096) * sizeof *functions);
        if (!functions) fail("memory");
        functions[count++] = (struct function){start, start + size, strdup(name)};
    }
    if (pclose(symbols) != 0) exit(2);
    qsort(functions, count, sizeof *functions, compare);
}

// The function with an address; NULL where it is a library's.
static struct function *function_at(unsigned long address) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (functions[middle].end <= address) low = middle + 1; else high = middle;
    }
    return low < count && functions[low].start <= address ? &functions[low] : NULL;
}

// Prints a function's sections once, and those of its other names: one of them is the section's.
static void print_once(struct function *function) {
    if (!function->name) return;
    unsigned long start = function->start;
    while (function > functions && function[-1].start == start) function--;
    for (; function < functions + count && function->start == start; function++) {
        printf(".text.%s\n", function->name);
        function->name = NULL;
    }
}

int main(int argument_count, char **arguments) {
    if (argument_count < 2) {
        fputs("usage: order PROGRAM ARGUMENT...\n", stderr);
        return 2;
    }
    read_functions(arguments[1]);
    fflush(stdout);
    pid_t child = fork();
    if (child < 0) fail("fork");
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        if (null < 0 || dup2(null, 1) < 0) fail("/dev/null");
        if (ptrace(PTRACE_TRACEME, 0, 0, 0) < 0) fail("ptrace");
        execv(arguments[1], arguments + 1);
        fail(arguments[1]);
    }
    // What runs before main has a section of this name in each file, whatever the function is called.
    puts(".text.startup*");
    int status;
    while (waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
        struct user_regs_struct registers;
        if (ptrace(PTRACE_GETREGS, child, 0, &registers) < 0) fail("ptrace");
        struct function *function = function_at(registers.rip);
        if (function) print_once(function);
        if (ptrace(PTRACE_SINGLESTEP, child, 0, 0) < 0) fail("ptrace");
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}
