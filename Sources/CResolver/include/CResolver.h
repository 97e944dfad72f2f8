/// SRV records of DNS (RFC 2782), asked for and read by the resolver library of the C library (resolver(3)).
#ifndef CRESOLVER_H
#define CRESOLVER_H

#include <stdint.h>
#include <sys/types.h>

/// The failure for which errno has the reason: NETDB_INTERNAL, which the Swift module Glibc does not have.
#define CResolver_internal (-1)

/// A server of a service. The target ends with a NUL; it has no dot at its end, except that "." is the root.
struct CResolver_service {
    uint32_t seconds;
    uint16_t priority;
    uint16_t weight;
    uint16_t port;
    char target[1025];
};

/// Asks for the SRV records of exactly this name. The servers are those of resolv.conf(5), or the one with this IPv4
/// address and port unless the address is NULL. It returns the length of the answer, or -1; then `failure` is a number
/// of h_errno.
ssize_t CResolver_ask(const char *name, const char *address, uint16_t port, uint8_t *answer, size_t size,
                      int *failure);

/// Reads the SRV records in the answer section of a message. It returns their number, of which at most `room` are
/// stored; or -1 if the message is malformed.
ssize_t CResolver_read(const uint8_t *answer, size_t length, struct CResolver_service *services, size_t room);

#endif
