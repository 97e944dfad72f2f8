import CTIRPC

/// The identity of the caller.
enum RPCCaller {
    /// AUTH_NONE.
    case nobody
    /// AUTH_SYS without supplementary groups.
    case user(UInt32, group: UInt32, machine: String)
}

/// The credential that a caller sends to a server: the single owner of an `AUTH` of libtirpc.
struct RPCCredential: ~Copyable {
    /// The limit of Linux for the name of a machine; authunix_create(3) fails beyond 255 bytes.
    private static let machineLength = 64

    /// The pointer for calls of CTIRPC, valid as long as this value exists.
    let handle: OpaquePointer

    /// Makes the credential of a caller; nil if there is no memory.
    init?(_ caller: RPCCaller) {
        let handle: OpaquePointer?
        switch caller {
        case .nobody:
            handle = CTIRPC_credential_none()
        case .user(let user, let group, let machine):
            var name = machine.utf8.prefix(Self.machineLength).map { CChar(bitPattern: $0) }
            name.append(0)
            handle = CTIRPC_credential_sys(&name, user, group)
        }
        guard let handle else { return nil }
        self.handle = handle
    }

    deinit {
        CTIRPC_credential_free(handle)
    }
}
