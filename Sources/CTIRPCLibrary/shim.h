/// libtirpc as its headers declare it: for CTIRPC alone.
#ifndef CTIRPC_LIBRARY_SHIM_H
#define CTIRPC_LIBRARY_SHIM_H

#include <rpc/rpc.h>
#include <rpc/rpc_msg.h>

#endif
