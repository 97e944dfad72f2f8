#include "CLDAP.h"

#include <pthread.h>

#include "CLibrary.h"

// libldap's file name changes with its interface, which is that of the headers.
#if LDAP_VENDOR_VERSION >= 20500 && LDAP_VENDOR_VERSION < 20600
#define SONAME "libldap-2.5.so.0"
#elif LDAP_VENDOR_VERSION >= 20600 && LDAP_VENDOR_VERSION < 20700
#define SONAME "libldap.so.2"
#else
#error "the headers are those of an OpenLDAP whose library's name is not known here"
#endif

CLIBRARY_NOTE(note, SONAME, "ldap", "Asks a directory by LDAP");

/// What is called of libldap and liblber, each as the headers declare it: the compiler refuses what differs.
#define FUNCTIONS(F)                                                                                         \
    F(void, ber_free, (BerElement * ber, int freebuf), (ber, freebuf))                                       \
    F(void, ber_memfree, (void *p), (p))                                                                     \
    F(int, ldap_abandon_ext, (LDAP * ld, int id, LDAPControl **server, LDAPControl **client),                \
      (ld, id, server, client))                                                                              \
    F(LDAPControl *, ldap_control_find, (const char *oid, LDAPControl **controls, LDAPControl ***next),      \
      (oid, controls, next))                                                                                 \
    F(void, ldap_control_free, (LDAPControl * control), (control))                                           \
    F(void, ldap_controls_free, (LDAPControl * *controls), (controls))                                       \
    F(int, ldap_create_page_control,                                                                         \
      (LDAP * ld, ber_int_t size, struct berval * cookie, int critical, LDAPControl * *made),                \
      (ld, size, cookie, critical, made))                                                                    \
    F(void, ldap_free_urldesc, (LDAPURLDesc * url), (url))                                                   \
    F(int, ldap_get_attribute_ber,                                                                           \
      (LDAP * ld, LDAPMessage * entry, BerElement * ber, struct berval * name, struct berval * *values),     \
      (ld, entry, ber, name, values))                                                                        \
    F(int, ldap_get_dn_ber, (LDAP * ld, LDAPMessage * entry, BerElement * *ber, struct berval * dn),         \
      (ld, entry, ber, dn))                                                                                  \
    F(int, ldap_get_option, (LDAP * ld, int option, void *value), (ld, option, value))                       \
    F(int, ldap_init_fd, (ber_socket_t fd, int protocol, const char *url, LDAP **made),                      \
      (fd, protocol, url, made))                                                                             \
    F(int, ldap_install_tls, (LDAP * ld), (ld))                                                              \
    F(void, ldap_memfree, (void *p), (p))                                                                    \
    F(void, ldap_memvfree, (void **v), (v))                                                                  \
    F(int, ldap_msgfree, (LDAPMessage * message), (message))                                                 \
    F(int, ldap_msgtype, (LDAPMessage * message), (message))                                                 \
    F(int, ldap_parse_pageresponse_control,                                                                  \
      (LDAP * ld, LDAPControl * control, ber_int_t * count, struct berval * cookie),                         \
      (ld, control, count, cookie))                                                                          \
    F(int, ldap_parse_reference,                                                                             \
      (LDAP * ld, LDAPMessage * message, char ***uris, LDAPControl ***controls, int freeit),                 \
      (ld, message, uris, controls, freeit))                                                                 \
    F(int, ldap_parse_result,                                                                                \
      (LDAP * ld, LDAPMessage * message, int *code, char **dn, char **text, char ***uris,                    \
       LDAPControl ***controls, int freeit),                                                                 \
      (ld, message, code, dn, text, uris, controls, freeit))                                                 \
    F(int, ldap_result, (LDAP * ld, int id, int all, struct timeval * limit, LDAPMessage * *message),        \
      (ld, id, all, limit, message))                                                                         \
    F(int, ldap_sasl_bind,                                                                                   \
      (LDAP * ld, const char *dn, const char *mechanism, struct berval *secret, LDAPControl **server,        \
       LDAPControl **client, int *id),                                                                       \
      (ld, dn, mechanism, secret, server, client, id))                                                       \
    F(int, ldap_search_ext,                                                                                  \
      (LDAP * ld, const char *base, int scope, const char *filter, char **attributes, int types_only,        \
       LDAPControl **server, LDAPControl **client, struct timeval *limit, int size_limit, int *id),          \
      (ld, base, scope, filter, attributes, types_only, server, client, limit, size_limit, id))              \
    F(int, ldap_set_option, (LDAP * ld, int option, const void *value), (ld, option, value))                 \
    F(int, ldap_start_tls, (LDAP * ld, LDAPControl * *server, LDAPControl * *client, int *id),               \
      (ld, server, client, id))                                                                              \
    F(int, ldap_unbind_ext, (LDAP * ld, LDAPControl * *server, LDAPControl * *client), (ld, server, client)) \
    F(int, ldap_url_parse, (const char *url, LDAPURLDesc **parsed), (url, parsed))

/// What is called inside this file alone.
#define INNER(S)                                                                                             \
    S(ber_pvt_opt_on)                                                                                        \
    S(ber_sockbuf_add_io)                                                                                    \
    S(ber_sockbuf_ctrl)                                                                                      \
    S(ber_sockbuf_io_readahead)

#define POINTER(NAME) __typeof__(&NAME) NAME;
#define SYMBOL(NAME) {#NAME, &library.NAME},
#define FUNCTION_POINTER(TYPE, NAME, PARAMETERS, ARGUMENTS) POINTER(NAME)
#define FUNCTION_SYMBOL(TYPE, NAME, PARAMETERS, ARGUMENTS) SYMBOL(NAME)

// Hidden, or a library that is loaded later would call these instead of its own.
#define FORWARD(TYPE, NAME, PARAMETERS, ARGUMENTS)                                                           \
    __attribute__((visibility("hidden"))) TYPE NAME PARAMETERS { return library.NAME ARGUMENTS; }

static struct {
    FUNCTIONS(FUNCTION_POINTER)
    INNER(POINTER)
} library;

FUNCTIONS(FORWARD)

static const char *missing;

static void load(void) {
    const struct CLibrary_symbol symbols[] = {FUNCTIONS(FUNCTION_SYMBOL) INNER(SYMBOL)};
    missing = CLibrary_load(SONAME, symbols, sizeof symbols / sizeof *symbols);
}

const char *CLDAP_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return missing;
}

int cldap_set_boolean(LDAP *ld, int option, int on) {
    // LDAP_OPT_ON is the address of this variable.
    return ldap_set_option(ld, option, on ? library.ber_pvt_opt_on : LDAP_OPT_OFF);
}

int cldap_set_integer(LDAP *ld, int option, int value) {
    return ldap_set_option(ld, option, &value);
}

int cldap_set_text(LDAP *ld, int option, const char *value) {
    return ldap_set_option(ld, option, value);
}

int cldap_set_time(LDAP *ld, int option, struct timeval value) {
    return ldap_set_option(ld, option, &value);
}

/// What libldap reads through.
static Sockbuf *socket_buffer(LDAP *ld) {
    Sockbuf *buffer = NULL;
    return ldap_get_option(ld, LDAP_OPT_SOCKBUF, &buffer) == LDAP_OPT_SUCCESS ? buffer : NULL;
}

int cldap_set_largest_message(LDAP *ld, ber_len_t bytes) {
    Sockbuf *buffer = socket_buffer(ld);
    if (!buffer || library.ber_sockbuf_ctrl(buffer, LBER_SB_OPT_SET_MAX_INCOMING, &bytes) < 0)
        return LDAP_LOCAL_ERROR;
    return LDAP_SUCCESS;
}

int cldap_read_ahead(LDAP *ld) {
    Sockbuf *buffer = socket_buffer(ld);
    Sockbuf_IO *layer = library.ber_sockbuf_io_readahead;
    if (!buffer || library.ber_sockbuf_add_io(buffer, layer, LBER_SBIOD_LEVEL_PROVIDER, NULL) < 0)
        return LDAP_LOCAL_ERROR;
    return LDAP_SUCCESS;
}
