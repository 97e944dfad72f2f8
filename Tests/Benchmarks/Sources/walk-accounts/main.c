// Walks all accounts of a server with libldap and keeps nothing: the least that reading them costs.
//
//     walk-accounts URI BASE

#include <ldap.h>
#include <stdio.h>

static long walk(LDAP *ld, LDAPMessage *message) {
    BerElement *cursor = NULL;
    struct berval name, *values = NULL;
    if (ldap_get_dn_ber(ld, message, &cursor, &name) != LDAP_SUCCESS) return -1;
    long bytes = (long)name.bv_len;
    while (ldap_get_attribute_ber(ld, message, cursor, &name, &values) == LDAP_SUCCESS && name.bv_val) {
        for (int i = 0; values && values[i].bv_val; i++) bytes += (long)values[i].bv_len;
        ber_memfree(values);
        values = NULL;
    }
    ber_free(cursor, 0);
    return bytes;
}

int main(int argc, char **argv) {
    if (argc != 3) return 64;
    LDAP *ld = NULL;
    int version = LDAP_VERSION3;
    if (ldap_initialize(&ld, argv[1]) != LDAP_SUCCESS) return 2;
    ldap_set_option(ld, LDAP_OPT_PROTOCOL_VERSION, &version);
    char *attributes[] = {"uid",          "uidNumber",           "gidNumber", "homeDirectory", "entryUUID",
                          "shadowExpire", "pwdAccountLockedTime", NULL};
    int id = 0;
    if (ldap_search_ext(ld, argv[2], LDAP_SCOPE_SUBTREE, "(objectClass=posixAccount)", attributes, 0, NULL, NULL,
                        NULL, LDAP_NO_LIMIT, &id) != LDAP_SUCCESS)
        return 2;
    long count = 0, bytes = 0;
    for (;;) {
        LDAPMessage *message = NULL;
        int kind = ldap_result(ld, id, LDAP_MSG_ONE, NULL, &message);
        if (kind <= 0) return 2;
        if (kind == LDAP_RES_SEARCH_ENTRY) {
            long walked = walk(ld, message);
            if (walked < 0) return 2;
            bytes += walked;
            count++;
        }
        ldap_msgfree(message);
        if (kind == LDAP_RES_SEARCH_RESULT) break;
    }
    ldap_unbind_ext(ld, NULL, NULL);
    printf("%ld accounts, %ld bytes\n", count, bytes);
    return 0;
}
