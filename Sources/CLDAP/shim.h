/// libldap and liblber, and what Swift cannot reach in them: pointer macros, casts in macros, and options of several
/// C types.
#ifndef CLDAP_SHIM_H
#define CLDAP_SHIM_H

#include <string.h>
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

/// sasl_interact_t of <sasl/sasl.h>: a question of libsasl2, with room for the answer. Its layout is part of the ABI of
/// libsasl2, and declaring it here saves the only use of that library's headers.
struct CLDAP_sasl_question {
    unsigned long id;
    const char *challenge;
    const char *prompt;
    const char *default_result;
    const void *result;
    unsigned length;
};

/// Gives the empty answer to every question of a mechanism: GSSAPI asks only for an identity to act for.
static inline int CLDAP_answer_nothing(LDAP *ld, unsigned flags, void *defaults, void *questions) {
    (void)ld, (void)flags, (void)defaults;
    for (struct CLDAP_sasl_question *question = questions; question->id != 0; question++) {
        question->result = "";
        question->length = 0;
    }
    return LDAP_SUCCESS;
}

/// Takes the next step of a bind with SASL GSSAPI: the first if there is no message of the server yet.
static inline int CLDAP_step_gssapi(LDAP *ld, LDAPMessage *message, const char **mechanism, int *message_id) {
    return ldap_sasl_interactive_bind(ld, NULL, "GSSAPI", NULL, NULL, LDAP_SASL_QUIET, CLDAP_answer_nothing, NULL,
                                      message, mechanism, message_id);
}

/// The strength of the installed SASL layer, as the length of its key in bits; 0 without a layer.
static inline unsigned long CLDAP_sasl_strength(LDAP *ld) {
    ber_len_t strength = 0;
    return ldap_get_option(ld, LDAP_OPT_X_SASL_SSF, &strength) == LDAP_OPT_SUCCESS ? strength : 0;
}

/// Whether libsasl2 has a plug-in for GSSAPI.
static inline int CLDAP_has_gssapi(LDAP *ld) {
    char **names = NULL;
    if (ldap_get_option(ld, LDAP_OPT_X_SASL_MECHLIST, &names) != LDAP_OPT_SUCCESS || !names) return 0;
    for (; *names; names++)
        if (strcmp(*names, "GSSAPI") == 0) return 1;
    return 0;
}

static const int CLDAP_message_entry = (int)LDAP_RES_SEARCH_ENTRY;
static const int CLDAP_message_reference = (int)LDAP_RES_SEARCH_REFERENCE;
static const int CLDAP_message_search_done = (int)LDAP_RES_SEARCH_RESULT;
static const int CLDAP_message_intermediate = (int)LDAP_RES_INTERMEDIATE;

#endif
