#include "CResolver.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <errno.h>
#include <limits.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <string.h>

_Static_assert(sizeof((struct CResolver_service){0}.target) == NS_MAXDNAME, "the header has room for every name");
_Static_assert(CResolver_internal == NETDB_INTERNAL, "the header has the number of <netdb.h>");

/// The fixed part of a record: priority, weight, port.
enum { fixed_size = 3 * NS_INT16SZ };

ssize_t CResolver_ask(const char *name, const char *address, uint16_t port, uint8_t *answer, size_t size,
                      int *failure) {
    // A state of its own, so that threads do not share one, and resolv.conf is read as it is now.
    struct __res_state state;
    memset(&state, 0, sizeof state);
    if (res_ninit(&state) != 0) {
        *failure = NETDB_INTERNAL;
        return -1;
    }
    ssize_t length = -1;
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(port)};
    if (address && inet_pton(AF_INET, address, &server.sin_addr) != 1) {
        *failure = NETDB_INTERNAL;
        errno = EINVAL;
    } else {
        if (address) {
            state.nscount = 1;
            state.nsaddr_list[0] = server;
        }
        length = res_nquery(&state, name, ns_c_in, ns_t_srv, answer, size > INT_MAX ? INT_MAX : (int)size);
        *failure = state.res_h_errno;
        // It returns the length that a longer buffer would have held.
        if (length > (ssize_t)size) {
            *failure = NO_RECOVERY;
            length = -1;
        }
    }
    int reason = errno;
    res_nclose(&state);
    errno = reason;
    return length;
}

static int read_service(const ns_msg *message, const ns_rr *record, struct CResolver_service *service) {
    const unsigned char *data = ns_rr_rdata(*record);
    size_t length = ns_rr_rdlen(*record);
    if (length <= fixed_size) return -1;
    service->seconds = ns_rr_ttl(*record) > INT32_MAX ? 0 : ns_rr_ttl(*record);
    service->priority = (uint16_t)ns_get16(data);
    service->weight = (uint16_t)ns_get16(data + NS_INT16SZ);
    service->port = (uint16_t)ns_get16(data + 2 * NS_INT16SZ);
    int used = ns_name_uncompress(ns_msg_base(*message), ns_msg_end(*message), data + fixed_size, service->target,
                                  sizeof service->target);
    return used >= 0 && (size_t)used == length - fixed_size ? 0 : -1;
}

ssize_t CResolver_read(const uint8_t *answer, size_t length, struct CResolver_service *services, size_t room) {
    ns_msg message;
    if (length > NS_MAXMSG || ns_initparse(answer, (int)length, &message) != 0) return -1;
    size_t count = 0;
    for (int number = 0; number < ns_msg_count(message, ns_s_an); number++) {
        ns_rr record;
        if (ns_parserr(&message, ns_s_an, number, &record) != 0) return -1;
        if (ns_rr_class(record) != ns_c_in || ns_rr_type(record) != ns_t_srv) continue;
        struct CResolver_service service;
        memset(&service, 0, sizeof service);
        if (read_service(&message, &record, &service) != 0) return -1;
        if (count < room) services[count] = service;
        count++;
    }
    return (ssize_t)count;
}
