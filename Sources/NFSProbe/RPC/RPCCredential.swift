import CTIRPC

/// Whom a call comes from.
enum RPCCaller {
    /// AUTH_NONE.
    case nobody
    /// AUTH_SYS with no further groups.
    case user(UInt32, group: UInt32, machine: String)
}

/// What a caller shows to a server: the one owner of an `AUTH` of libtirpc.
struct RPCCredential: ~Copyable {
    /// Linux cuts a machine's name here; authunix_create(3) fails beyond 255 bytes.
    private static let machineLength = 64

    /// For calls of CTIRPC, as long as this value lives.
    let handle: OpaquePointer

    /// Makes the credential of a caller; nothing if there is no memory.
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
