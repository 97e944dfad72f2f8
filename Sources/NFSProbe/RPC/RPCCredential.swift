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

    private let handle: UnsafeMutablePointer<AUTH>

    /// Why libtirpc cannot be used on this machine, if so.
    ///
    /// Whatever calls libtirpc has a credential first, and so the library.
    static var missingLibrary: String? {
        CTIRPC_load().map { String(cString: $0) }
    }

    /// Makes the credential of a caller; nothing if there is no memory, or no libtirpc.
    init?(_ caller: RPCCaller) {
        guard Self.missingLibrary == nil else { return nil }
        let handle: UnsafeMutablePointer<AUTH>?
        switch caller {
        case .nobody:
            handle = authnone_create()
        case .user(let user, let group, let machine):
            var name = machine.utf8.prefix(Self.machineLength).map { CChar(bitPattern: $0) }
            name.append(0)
            handle = authunix_create(&name, user, group, 0, nil)
        }
        guard let handle else { return nil }
        self.handle = handle
    }

    deinit {
        CTIRPC_auth_destroy(handle)
    }

    /// Writes credential and verifier to a stream.
    func marshal(to stream: UnsafeMutablePointer<XDR>) -> Bool {
        CTIRPC_auth_marshall(handle, stream) != 0
    }

    /// Whether a server's verifier fits this credential.
    func accepts(_ verifier: UnsafeMutablePointer<opaque_auth>) -> Bool {
        CTIRPC_auth_validate(handle, verifier) != 0
    }
}
