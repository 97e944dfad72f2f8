#define _GNU_SOURCE
#include "CLibrary.h"

#include <dlfcn.h>
#include <string.h>

/// The loader's words live until its next call in the same thread.
static const char *kept_error(void) {
    const char *error = dlerror();
    char *copy = error ? strdup(error) : NULL;
    return copy ? copy : "the loader gives no reason";
}

const char *CLibrary_load(const char *soname, const struct CLibrary_symbol *symbols, size_t count) {
    void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return kept_error();
    for (size_t index = 0; index < count; index++) {
        void *found = dlsym(library, symbols[index].name);
        if (!found)
            return kept_error();
        // A pointer to a function is no void pointer to the compiler, but it is to POSIX: the same bytes.
        memcpy(symbols[index].pointer, &found, sizeof found);
    }
    return NULL;
}
