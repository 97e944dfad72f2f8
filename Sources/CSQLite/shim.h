/// libsqlite3, and what Swift cannot reach in it: a variadic function, and a function pointer made of a number.
#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H

#include <sqlite3.h>

/// Switches an option of a connection on or off (sqlite3_db_config).
static inline int CSQLite_set_option(sqlite3 *db, int option, int on) {
    return sqlite3_db_config(db, option, on, (int *)0);
}

/// Binds a copy of the bytes. Without bytes it binds an empty blob, where sqlite3_bind_blob64 would bind NULL.
static inline int CSQLite_bind_bytes(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, count ? bytes : "", count, SQLITE_TRANSIENT);
}

/// Binds a copy of UTF-8 text.
static inline int CSQLite_bind_text(sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, index, count ? text : "", count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

#endif
