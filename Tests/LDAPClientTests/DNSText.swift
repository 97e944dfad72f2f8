/// Answers of a DNS server (RFC 1035), with SRV records (RFC 2782).
enum DNSText {
    /// An SRV record in an answer.
    struct Service {
        var seconds: UInt32 = 300
        var priority: UInt16 = 0
        var weight: UInt16 = 0
        var port: UInt16 = 389
        /// The target as it is sent.
        var target: [UInt8]

        init(
            _ target: String,
            port: Int = 389,
            priority: UInt16 = 0,
            weight: UInt16 = 0,
            seconds: UInt32 = 300
        ) {
            self.target = DNSText.name(target)
            self.port = UInt16(port)
            self.priority = priority
            self.weight = weight
            self.seconds = seconds
        }

        init(rawTarget: [UInt8]) {
            target = rawTarget
        }

        /// The record, for the name of the question.
        var bytes: [UInt8] {
            let data = DNSText.number(priority) + DNSText.number(weight) + DNSText.number(port) + target
            let time = DNSText.number(UInt16(seconds >> 16)) + DNSText.number(UInt16(seconds & 0xffff))
            return [0xc0, 12, 0, 33, 0, 1] + time + DNSText.number(UInt16(data.count)) + data
        }
    }

    /// The answer to a question.
    ///
    /// - Parameters:
    ///   - question: The message with the question.
    ///   - services: The records.
    ///   - code: The response code.
    ///   - isTruncated: Whether to say that the answer is longer than this.
    ///   - count: The number of records that the header gives; nil for the right one.
    /// - Returns: The message.
    static func answer(
        _ question: [UInt8],
        _ services: [Service] = [],
        code: UInt8 = 0,
        isTruncated: Bool = false,
        count: Int? = nil
    ) -> [UInt8] {
        let id = question.prefix(2)
        // The question ends after its name, type and class.
        let end = (question[12...].firstIndex(of: 0) ?? 12) + 5
        var message = Array(id)
        message += [isTruncated ? 0x87 : 0x85, 0x80 | code, 0, 1]
        message += number(UInt16(count ?? services.count)) + [0, 0, 0, 0]
        message += question[12..<end]
        for service in services { message += service.bytes }
        return message
    }

    /// A name of labels.
    static func name(_ text: String) -> [UInt8] {
        text.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + $0.utf8 } + [0]
    }

    private static func number(_ value: UInt16) -> [UInt8] {
        [UInt8(value >> 8), UInt8(value & 0xff)]
    }
}
