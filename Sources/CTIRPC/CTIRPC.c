#include "CTIRPC.h"

#include <pthread.h>

#include "CLibrary.h"

#define SONAME "libtirpc.so.3"

CLIBRARY_NOTE(note, SONAME, "nfs-probe", "Asks NFS servers what they offer");

/// What is called of libtirpc, each as the headers declare it: the compiler refuses what differs.
#define FUNCTIONS(F)                                                                                         \
    F(AUTH *, authnone_create, (void), ())                                                                   \
    F(AUTH *, authunix_create, (char *machine, uid_t uid, uid_t gid, int count, uid_t *groups),              \
      (machine, uid, gid, count, groups))                                                                    \
    F(int, bindresvport_sa, (int descriptor, struct sockaddr * address), (descriptor, address))              \
    F(bool_t, xdr_callhdr, (XDR * xdrs, struct rpc_msg * call), (xdrs, call))                                \
    F(bool_t, xdr_replymsg, (XDR * xdrs, struct rpc_msg * reply), (xdrs, reply))                             \
    F(bool_t, xdr_u_int32_t, (XDR * xdrs, u_int32_t * value), (xdrs, value))                                 \
    F(bool_t, xdr_void, (void), ())                                                                          \
    F(void, xdrmem_create, (XDR * xdrs, char *room, u_int size, enum xdr_op operation),                      \
      (xdrs, room, size, operation))

#define POINTER(TYPE, NAME, PARAMETERS, ARGUMENTS) __typeof__(&NAME) NAME;
#define SYMBOL(TYPE, NAME, PARAMETERS, ARGUMENTS) {#NAME, &library.NAME},

// Hidden, or a library that is loaded later would call these instead of its own.
#define FORWARD(TYPE, NAME, PARAMETERS, ARGUMENTS)                                                           \
    __attribute__((visibility("hidden"))) TYPE NAME PARAMETERS { return library.NAME ARGUMENTS; }

static struct {
    FUNCTIONS(POINTER)
} library;

FUNCTIONS(FORWARD)

static const char *missing;

static void load(void) {
    const struct CLibrary_symbol symbols[] = {FUNCTIONS(SYMBOL)};
    missing = CLibrary_load(SONAME, symbols, sizeof symbols / sizeof *symbols);
}

const char *CTIRPC_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return missing;
}

void CTIRPC_leave_results(struct rpc_msg *reply) {
    reply->acpted_rply.ar_results.where = NULL;
    reply->acpted_rply.ar_results.proc = (xdrproc_t)library.xdr_void;
}
