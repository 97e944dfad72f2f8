/// libldap and liblber, and what Swift cannot reach in them: pointer macros, casts in macros, and options of several
/// C types.
#ifndef CLDAP_SHIM_H
#define CLDAP_SHIM_H

#include <sys/time.h>

#include <ldap.h>
#include <openldap.h>

static inline int CLDAP_set_boolean(LDAP *ld, int option, int on) {
    return ldap_set_option(ld, option, on ? LDAP_OPT_ON : LDAP_OPT_OFF);
}

static inline int CLDAP_set_integer(LDAP *ld, int option, int value) {
    return ldap_set_option(ld, option, &value);
}

static inline int CLDAP_set_text(LDAP *ld, int option, const char *value) {
    return ldap_set_option(ld, option, value);
}

static inline int CLDAP_set_time(LDAP *ld, int option, struct timeval value) {
    return ldap_set_option(ld, option, &value);
}

/// The buffer that libldap reads through; NULL if it has none.
static inline Sockbuf *CLDAP_socket_buffer(LDAP *ld) {
    Sockbuf *buffer = NULL;
    return ldap_get_option(ld, LDAP_OPT_SOCKBUF, &buffer) == LDAP_OPT_SUCCESS ? buffer : NULL;
}

/// Bounds what the peer can make liblber allocate for one message.
static inline int CLDAP_set_largest_message(LDAP *ld, ber_len_t bytes) {
    Sockbuf *buffer = CLDAP_socket_buffer(ld);
    if (!buffer || ber_sockbuf_ctrl(buffer, LBER_SB_OPT_SET_MAX_INCOMING, &bytes) < 0)
        return LDAP_LOCAL_ERROR;
    return LDAP_SUCCESS;
}

/// Reads 16 KiB at a time instead of twice for every message.
static inline int CLDAP_read_ahead(LDAP *ld) {
    Sockbuf *buffer = CLDAP_socket_buffer(ld);
    if (!buffer || ber_sockbuf_add_io(buffer, &ber_sockbuf_io_readahead, LBER_SBIOD_LEVEL_PROVIDER, NULL) < 0)
        return LDAP_LOCAL_ERROR;
    return LDAP_SUCCESS;
}

static const int CLDAP_message_entry = (int)LDAP_RES_SEARCH_ENTRY;
static const int CLDAP_message_reference = (int)LDAP_RES_SEARCH_REFERENCE;
static const int CLDAP_message_search_done = (int)LDAP_RES_SEARCH_RESULT;

#endif
