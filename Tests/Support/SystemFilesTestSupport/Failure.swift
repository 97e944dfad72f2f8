package import SystemFiles

/// The code of the error that an expression throws; nil if it does not throw.
package func failure<Value: ~Copyable>(_ body: @autoclosure () throws(FileError) -> Value) -> FileError.Code?
{
    do {
        _ = try body()
        return nil
    } catch {
        return error.code
    }
}

/// The message of the error that an expression throws; empty if it does not throw.
package func message<Value: ~Copyable>(_ body: @autoclosure () throws(FileError) -> Value) -> String {
    do {
        _ = try body()
        return ""
    } catch {
        return error.message
    }
}
