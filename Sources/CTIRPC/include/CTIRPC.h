/// What autohome uses of libtirpc: calls of ONC RPC (RFC 5531, section 9) written to memory, and replies read from it.
///
/// libtirpc's own headers are seen by CTIRPC.c alone: they need a path of their own, and Swift cannot call most of
/// what they declare (macros over tables of functions, and the variadic type `xdrproc_t`).
#ifndef CTIRPC_H
#define CTIRPC_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// The longest opaque body of a credential or a verifier (`MAX_AUTH_BYTES`).
enum { CTIRPC_verifier_limit = 400 };

/// What a caller shows to a server: an `AUTH` of libtirpc.
typedef struct CTIRPC_credential CTIRPC_credential;

/// AUTH_NONE; NULL if there is no memory.
CTIRPC_credential *CTIRPC_credential_none(void);

/// AUTH_SYS without further groups; NULL if there is no memory, or the name has more than 255 bytes.
CTIRPC_credential *CTIRPC_credential_sys(const char *machine, uid_t user, gid_t group);

/// Frees a credential.
void CTIRPC_credential_free(CTIRPC_credential *credential);

/// Which procedure is called, and the number that its reply carries.
struct CTIRPC_call {
    uint32_t number;
    uint32_t program;
    uint32_t version;
    uint32_t procedure;
};

/// Writes the header of a call, as far as its arguments. Returns its length in bytes, or -1 if it does not fit.
ssize_t CTIRPC_write_call(void *room, size_t size, const struct CTIRPC_call *call, CTIRPC_credential *credential);

/// How a server answered a call.
enum CTIRPC_outcome {
    CTIRPC_success,
    /// The bytes are no reply of ONC RPC.
    CTIRPC_malformed,
    /// The message was accepted or denied with a status that RFC 5531 does not have.
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
    /// Success: where the results begin, in bytes.
    size_t results;
    /// A mismatch: the lowest and the highest version that the server knows.
    uint32_t low, high;
    /// Denied: `auth_stat` of RFC 5531, section 9.
    uint32_t reason;
};

/// Reads a reply as far as its results, and checks the server's verifier. Nothing is allocated. The record may be
/// written to: libtirpc takes memory that it reads as memory that it owns.
struct CTIRPC_reply CTIRPC_read_reply(void *record, size_t size, CTIRPC_credential *credential);

/// bindresvport_sa(3) with a port of its own choice below 1024: 0, or -1 and errno.
int CTIRPC_bind_reserved_port(int descriptor);

#endif
