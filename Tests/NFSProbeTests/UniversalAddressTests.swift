import Testing

@testable import NFSProbe

@Suite struct UniversalAddressTests {
    @Test(
        arguments: [
            ("127.0.0.1.8.1", 2049), ("0.0.0.0.0.111", 111), ("::.46.244", 12_020),
            ("fe80::1%eth0.255.255", 65_535),
            ("10.0.0.1.0.0", 0), ("", nil), ("127", nil), ("1.2", nil), ("127.0.0.1.256.1", nil),
            ("127.0.0.1..1", nil),
            ("127.0.0.1.-1.1", nil), ("127.0.0.1.8.1.", nil), ("127.0.0.1.8.x", nil),
            ("127.0.0.1.8.0001", nil),
        ] as [(String, UInt16?)]
    )
    func `reads the port from the last two numbers of a universal address`(address: String, port: UInt16?) {
        #expect(UniversalAddress.port(of: XDRString(address)) == port)
    }
}
