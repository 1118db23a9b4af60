#pragma once
#include <sqlite3.h>

// SQLite copies a bound value when it is told so; the macro is a cast that Swift cannot read.
static inline int scrubjay_bind_text(sqlite3_stmt *statement, int index, const char *text, int bytes) {
  return sqlite3_bind_text(statement, index, text, bytes, SQLITE_TRANSIENT);
}

// The same for bytes; an empty value needs an address, or SQLite takes it for NULL.
static inline int scrubjay_bind_bytes(sqlite3_stmt *statement, int index, const void *bytes, int count) {
  return sqlite3_bind_blob(statement, index, count > 0 ? bytes : "", count, SQLITE_TRANSIENT);
}
