/// Accounts in a fixed order, in little memory: a value is made when it is asked for.
public struct AccountList: RandomAccessCollection, Sendable {
    private let table: EntryTable
    /// The numbers of the accounts in the table.
    private let numbers: [UInt32]

    init(_ table: EntryTable, _ numbers: [UInt32]) {
        self.table = table
        self.numbers = numbers
    }

    /// Makes a list of accounts in the given order.
    public init(_ accounts: some Sequence<Account>) {
        var table = EntryTable()
        for account in accounts { table.append(AcceptedEntry(account)) }
        self.init(table, (0..<UInt32(table.count)).map(\.self))
    }

    /// The position of the first account.
    public var startIndex: Int { 0 }
    /// The position after the last account.
    public var endIndex: Int { numbers.count }

    /// The account at a position, made anew each time.
    public subscript(position: Int) -> Account { table.account(Int(numbers[position])) }
}

extension AccountList: Equatable {
    /// Whether both have equal accounts in the same order.
    public static func == (one: AccountList, other: AccountList) -> Bool { one.elementsEqual(other) }
}

extension AccountList: CustomStringConvertible {
    /// The accounts.
    public var description: String { Array(self).description }
}
