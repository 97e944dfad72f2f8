/// Shared libraries that are loaded at their first use, so that what needs none of them starts without.
#ifndef CLIBRARY_H
#define CLIBRARY_H

#include <stddef.h>
#include <stdint.h>

/// A function or variable of a library, and the pointer that is to point to it.
struct CLibrary_symbol {
    const char *name;
    void *pointer;
};

/// Loads a library and sets the pointers to all its symbols (dlopen(3), dlsym(3)); never unloads it.
///
/// Returns NULL, or else why a library or symbol is missing, in words that stay where they are.
const char *CLibrary_load(const char *soname, const struct CLibrary_symbol *symbols, size_t count);

/// Tells in the executable file that it wants a library, for those who package it:
/// https://uapi-group.org/specifications/specs/elf_dlopen_metadata/
#define CLIBRARY_NOTE(VARIABLE, SONAME, FEATURE, DESCRIPTION)                                                \
    __attribute__((used, section(".note.dlopen"))) static const struct {                                     \
        uint32_t owner_size, text_size, type;                                                                \
        char owner[4];                                                                                       \
        _Alignas(4) char text[sizeof(CLIBRARY_NOTE_TEXT(SONAME, FEATURE, DESCRIPTION))];                     \
    } VARIABLE = {                                                                                           \
        sizeof "FDO", sizeof(CLIBRARY_NOTE_TEXT(SONAME, FEATURE, DESCRIPTION)), 0x407c0c0a, "FDO",           \
        CLIBRARY_NOTE_TEXT(SONAME, FEATURE, DESCRIPTION)                                                     \
    }
#define CLIBRARY_NOTE_TEXT(SONAME, FEATURE, DESCRIPTION)                                                     \
    "[{\"feature\":\"" FEATURE "\",\"description\":\"" DESCRIPTION "\",\"priority\":\"required\","           \
    "\"soname\":[\"" SONAME "\"]}]"

#endif
