/// libldap and liblber, with the functions of their own headers, loaded at first use.
#ifndef CLDAP_H
#define CLDAP_H

#include <sys/time.h>

#include <ldap.h>
#include <openldap.h>

/// Loads libldap unless it is loaded. Nothing else here may be called before this returned NULL; else it
/// returns what is missing. Any number of threads may call it, any number of times.
const char *CLDAP_load(void);

// What Swift cannot reach in libldap: pointer macros, casts in macros, and options of several C types.

int cldap_set_boolean(LDAP *ld, int option, int on);
int cldap_set_integer(LDAP *ld, int option, int value);
int cldap_set_text(LDAP *ld, int option, const char *value);
int cldap_set_time(LDAP *ld, int option, struct timeval value);

/// Bounds what the peer can make liblber allocate for one message.
int cldap_set_largest_message(LDAP *ld, ber_len_t bytes);

/// Reads 16 KiB at a time instead of twice for every message.
int cldap_read_ahead(LDAP *ld);

static const int cldap_message_entry = (int)LDAP_RES_SEARCH_ENTRY;
static const int cldap_message_reference = (int)LDAP_RES_SEARCH_REFERENCE;
static const int cldap_message_search_done = (int)LDAP_RES_SEARCH_RESULT;

#endif
