public import HostFiles
import SourceText

/// A client given as an address with a prefix length or mask, as read by `support/export/client.c: init_subnetwork` of
/// nfs-utils 2.6.2.
public struct ExportSubnet: Sendable, Hashable {
    /// Why a text is not a subnet.
    public enum Mistake: Error, Sendable, Hashable {
        /// The text before the `/` is not an address in strict form.
        case address
        /// The prefix length is not a number, or is too large.
        case prefix
        /// The mask is not an address of the same family.
        case mask
    }

    /// How the size of a subnet is given.
    public enum Size: Sendable, Hashable {
        /// A prefix length in bits. With 0, rpc.mountd compares 32 bits and so matches a single IPv4 address: the shift
        /// by 32 in `support/export/client.c: init_netmask4` is undefined behaviour.
        case prefix(Int)
        /// A mask in the form of an address.
        case mask(NetworkAddress)
    }

    /// The address.
    public let address: NetworkAddress
    /// The prefix length or mask.
    public let size: Size

    /// Reads `address/prefix` or `address/mask`.
    public init(_ text: ArraySlice<UInt8>) throws(Mistake) {
        let slash = text.firstIndex(of: UInt8(ascii: "/")) ?? text.endIndex
        guard let address = NetworkAddress(strict: text[..<slash]) else { throw .address }
        self.address = address
        let rest = slash < text.endIndex ? text[(slash + 1)...] : text[slash...]
        let isV4 = if case .v4 = address { true } else { false }
        if rest.contains(UInt8(ascii: isV4 ? "." : ":")) {
            guard let mask = NetworkAddress(strict: rest), !rest.contains(UInt8(ascii: "%")) else {
                throw .mask
            }
            switch (mask, address) {
            case (.v4, .v4), (.v6, .v6): size = .mask(mask)
            default: throw .mask
            }
        } else {
            let number = CNumber.unsigned(rest, detectsBase: false)
            guard rest.isEmpty || number.isWhole, number.bits <= (isV4 ? 32 : 128) else { throw .prefix }
            size = .prefix(Int(number.bits))
        }
    }
}
