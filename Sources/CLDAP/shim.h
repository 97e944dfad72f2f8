/* What Swift cannot reach in libldap: pointer macros, casts in macros, and options of several C types. */
#ifndef CLDAP_SHIM_H
#define CLDAP_SHIM_H

#include <sys/time.h>

#include <ldap.h>
#include <openldap.h>

static inline int cldap_set_boolean(LDAP *ld, int option, int on) {
    return ldap_set_option(ld, option, on ? LDAP_OPT_ON : LDAP_OPT_OFF);
}

static inline int cldap_set_integer(LDAP *ld, int option, int value) {
    return ldap_set_option(ld, option, &value);
}

static inline int cldap_set_text(LDAP *ld, int option, const char *value) {
    return ldap_set_option(ld, option, value);
}

static inline int cldap_set_time(LDAP *ld, int option, struct timeval value) {
    return ldap_set_option(ld, option, &value);
}

/* Bounds what the peer can make liblber allocate for one message. */
static inline int cldap_set_largest_message(LDAP *ld, ber_len_t bytes) {
    Sockbuf *socket_buffer = NULL;
    if (ldap_get_option(ld, LDAP_OPT_SOCKBUF, &socket_buffer) != LDAP_OPT_SUCCESS || !socket_buffer)
        return LDAP_LOCAL_ERROR;
    return ber_sockbuf_ctrl(socket_buffer, LBER_SB_OPT_SET_MAX_INCOMING, &bytes) < 0
        ? LDAP_LOCAL_ERROR : LDAP_SUCCESS;
}

/* Reads 16 KiB at a time instead of twice for every message. */
static inline int cldap_read_ahead(LDAP *ld) {
    Sockbuf *socket_buffer = NULL;
    if (ldap_get_option(ld, LDAP_OPT_SOCKBUF, &socket_buffer) != LDAP_OPT_SUCCESS || !socket_buffer)
        return LDAP_LOCAL_ERROR;
    return ber_sockbuf_add_io(socket_buffer, &ber_sockbuf_io_readahead, LBER_SBIOD_LEVEL_PROVIDER, NULL) < 0
        ? LDAP_LOCAL_ERROR : LDAP_SUCCESS;
}

static const int cldap_message_entry = (int)LDAP_RES_SEARCH_ENTRY;
static const int cldap_message_reference = (int)LDAP_RES_SEARCH_REFERENCE;
static const int cldap_message_search_done = (int)LDAP_RES_SEARCH_RESULT;

#endif
