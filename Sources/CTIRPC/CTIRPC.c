#include "CTIRPC.h"

#include <rpc/rpc.h>
#include <rpc/rpc_msg.h>

_Static_assert(CTIRPC_verifier_limit == MAX_AUTH_BYTES, "the header names libtirpc's limit");

static AUTH *auth(CTIRPC_credential *credential) {
    return (AUTH *)credential;
}

CTIRPC_credential *CTIRPC_credential_none(void) {
    return (CTIRPC_credential *)authnone_create();
}

CTIRPC_credential *CTIRPC_credential_sys(const char *machine, uid_t user, gid_t group) {
    // The cast is safe: the function copies the name, although its parameter is not const.
    return (CTIRPC_credential *)authunix_create((char *)machine, user, group, 0, NULL);
}

void CTIRPC_credential_free(CTIRPC_credential *credential) {
    auth_destroy(auth(credential));
}

ssize_t CTIRPC_write_call(void *room, size_t size, const struct CTIRPC_call *call, CTIRPC_credential *credential) {
    struct rpc_msg message = {.rm_xid = call->number, .rm_direction = CALL};
    message.rm_call.cb_prog = call->program;
    message.rm_call.cb_vers = call->version;
    uint32_t procedure = call->procedure;

    XDR stream;
    xdrmem_create(&stream, room, (u_int)size, XDR_ENCODE);
    ssize_t length = -1;
    if (xdr_callhdr(&stream, &message) && xdr_u_int32_t(&stream, &procedure) &&
        auth_marshall(auth(credential), &stream))
        length = xdr_getpos(&stream);
    xdr_destroy(&stream);
    return length;
}

static void read_accepted(const struct accepted_reply *accepted, struct CTIRPC_reply *reply) {
    switch (accepted->ar_stat) {
    case SUCCESS: reply->outcome = CTIRPC_success; break;
    case PROG_UNAVAIL: reply->outcome = CTIRPC_program_unavailable; break;
    case PROG_MISMATCH:
        reply->outcome = CTIRPC_version_mismatch;
        reply->low = accepted->ar_vers.low;
        reply->high = accepted->ar_vers.high;
        break;
    case PROC_UNAVAIL: reply->outcome = CTIRPC_procedure_unavailable; break;
    case GARBAGE_ARGS: reply->outcome = CTIRPC_garbage_arguments; break;
    case SYSTEM_ERR: reply->outcome = CTIRPC_system_error; break;
    default: reply->outcome = CTIRPC_unknown_status; break;
    }
}

static void read_denied(const struct rejected_reply *denied, struct CTIRPC_reply *reply) {
    if (denied->rj_stat == RPC_MISMATCH) {
        reply->outcome = CTIRPC_protocol_mismatch;
        reply->low = denied->rj_vers.low;
        reply->high = denied->rj_vers.high;
    } else {
        reply->outcome = CTIRPC_denied;
        reply->reason = denied->rj_why;
    }
}

struct CTIRPC_reply CTIRPC_read_reply(void *record, size_t size, CTIRPC_credential *credential) {
    struct CTIRPC_reply reply = {.outcome = CTIRPC_malformed};
    // Without this buffer, libtirpc would allocate memory for the verifier.
    char verifier[MAX_AUTH_BYTES];
    struct rpc_msg message = {0};
    message.acpted_rply.ar_verf.oa_base = verifier;
    // xdr_replymsg stops before the results.
    message.acpted_rply.ar_results.proc = (xdrproc_t)xdr_void;

    XDR stream;
    xdrmem_create(&stream, record, (u_int)size, XDR_DECODE);
    if (xdr_replymsg(&stream, &message)) {
        switch (message.rm_reply.rp_stat) {
        case MSG_ACCEPTED: read_accepted(&message.acpted_rply, &reply); break;
        case MSG_DENIED: read_denied(&message.rjcted_rply, &reply); break;
        default: reply.outcome = CTIRPC_unknown_status; break;
        }
        reply.results = xdr_getpos(&stream);
    }
    xdr_destroy(&stream);
    if (reply.outcome == CTIRPC_success && !auth_validate(auth(credential), &message.acpted_rply.ar_verf)) {
        reply.outcome = CTIRPC_denied;
        reply.reason = AUTH_INVALIDRESP;
    }
    return reply;
}

int CTIRPC_bind_reserved_port(int descriptor) {
    return bindresvport_sa(descriptor, NULL);
}
