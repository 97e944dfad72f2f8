/// libtirpc, with the functions of its own headers, loaded at first use.
#ifndef CTIRPC_H
#define CTIRPC_H

#include <rpc/rpc.h>
#include <rpc/rpc_msg.h>

/// Loads libtirpc unless it is loaded. Nothing else here may be called before this returned NULL; else it
/// returns what is missing. Any number of threads may call it, any number of times.
const char *CTIRPC_load(void);

// Only what Swift cannot call: macros over tables of functions, and the variadic type xdrproc_t.

static inline bool_t CTIRPC_auth_marshall(AUTH *auth, XDR *xdrs) {
    return auth_marshall(auth, xdrs);
}

static inline bool_t CTIRPC_auth_validate(AUTH *auth, struct opaque_auth *verifier) {
    return auth_validate(auth, verifier);
}

static inline void CTIRPC_auth_destroy(AUTH *auth) {
    auth_destroy(auth);
}

static inline u_int CTIRPC_xdr_getpos(XDR *xdrs) {
    return xdr_getpos(xdrs);
}

static inline void CTIRPC_xdr_destroy(XDR *xdrs) {
    xdr_destroy(xdrs);
}

/// The results are left in the stream: xdr_replymsg then stops before them.
void CTIRPC_leave_results(struct rpc_msg *reply);

#endif
