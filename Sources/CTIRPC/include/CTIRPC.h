/// The parts of libtirpc that autohome uses: writing calls of ONC RPC (RFC 5531, section 9) to memory, and reading
/// replies from memory.
///
/// Only CTIRPC.c includes the headers of libtirpc. They need their own include path, and Swift cannot call most of what
/// they declare (macros over tables of functions, and the variadic type `xdrproc_t`).
#ifndef CTIRPC_H
#define CTIRPC_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// The longest opaque body of a credential or a verifier (`MAX_AUTH_BYTES`).
enum { CTIRPC_verifier_limit = 400 };

/// The credential that a caller sends to a server: an `AUTH` of libtirpc.
typedef struct CTIRPC_credential CTIRPC_credential;

/// AUTH_NONE; NULL if there is no memory.
CTIRPC_credential *CTIRPC_credential_none(void);

/// AUTH_SYS without supplementary groups; NULL if there is no memory, or the name has more than 255 bytes.
CTIRPC_credential *CTIRPC_credential_sys(const char *machine, uid_t user, gid_t group);

/// Frees a credential.
void CTIRPC_credential_free(CTIRPC_credential *credential);

/// The number of a call, which its reply repeats, and the procedure to call.
struct CTIRPC_call {
    uint32_t number;
    uint32_t program;
    uint32_t version;
    uint32_t procedure;
};

/// Writes the header of a call, up to its arguments. Returns its length in bytes, or -1 if it does not fit.
ssize_t CTIRPC_write_call(void *room, size_t size, const struct CTIRPC_call *call, CTIRPC_credential *credential);

/// How a server answered a call.
enum CTIRPC_outcome {
    CTIRPC_success,
    /// The bytes are not a reply of ONC RPC.
    CTIRPC_malformed,
    /// The call was accepted or denied with a status that is not in RFC 5531.
    CTIRPC_unknown_status,
    CTIRPC_program_unavailable,
    CTIRPC_version_mismatch,
    CTIRPC_procedure_unavailable,
    CTIRPC_garbage_arguments,
    CTIRPC_system_error,
    CTIRPC_protocol_mismatch,
    CTIRPC_denied,
};

struct CTIRPC_reply {
    enum CTIRPC_outcome outcome;
    /// For success: the offset of the results in bytes.
    size_t results;
    /// For a mismatch: the lowest and the highest version that the server knows.
    uint32_t low, high;
    /// For denied: `auth_stat` of RFC 5531, section 9.
    uint32_t reason;
};

/// Reads a reply up to its results, and checks the server's verifier. Allocates nothing. The record is not const,
/// because libtirpc does not accept const memory to read from.
struct CTIRPC_reply CTIRPC_read_reply(void *record, size_t size, CTIRPC_credential *credential);

/// bindresvport_sa(3) with any free port below 1024: returns 0, or -1 with errno set.
int CTIRPC_bind_reserved_port(int descriptor);

#endif
