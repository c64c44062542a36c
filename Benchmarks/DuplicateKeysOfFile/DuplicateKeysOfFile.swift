import Columnar
import Foundation
import Synchronization

/// `DuplicateKeysOfFile FILE.parquet`: how many values of the int64 column `key` occur twice or more, and in how many rows.
///
/// A whole process for scripts/compare-peers, so reading the file counts too. Two threads, like the peers on two cores.
@main
struct DuplicateKeysOfFile {
    static let threads = 2

    static func main() {
        guard CommandLine.arguments.count == 2 else { fail("expected one argument, a Parquet file with an int64 column key", status: 64) }
        do throws(ColumnarError) {
            let groups = DuplicateKeys.groups(in: try keys(of: ParquetFile(path: CommandLine.arguments[1])), threads: threads)
            print("\(groups.count) groups, \(groups.rows.count) rows")
        } catch {
            fail("\(error)", status: 4)
        }
    }

    static func keys(of file: ParquetFile) throws(ColumnarError) -> [PrimitiveColumn<Int64>] {
        let results = PartitionResults(count: file.partitionCount)
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            for partition in stride(from: thread, to: file.partitionCount, by: threads) {
                results.set(partition, Result { () throws(ColumnarError) in try keys(of: file, partition) })
            }
        }
        return try results.values()
    }

    private static func keys(of file: ParquetFile, _ partition: Int) throws(ColumnarError) -> PrimitiveColumn<Int64> {
        let batch = try file.read(partition: partition, columns: ["key"])
        guard case .int64(let column) = batch.columns[0] else {
            throw ColumnarError(.unsupported, "column key: expected int64, found \(batch.schema.fields[0].type)")
        }
        return column
    }

    static func fail(_ message: String, status: Int32) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(status)
    }
}

/// One slot a partition, filled by any thread.
final class PartitionResults: Sendable {
    typealias Slot = Result<PrimitiveColumn<Int64>, ColumnarError>
    private let slots: Mutex<[Slot?]>

    init(count: Int) { slots = Mutex(Array(repeating: nil, count: count)) }

    func set(_ index: Int, _ result: Slot) { slots.withLock { $0[index] = result } }

    func values() throws(ColumnarError) -> [PrimitiveColumn<Int64>] {
        var columns: [PrimitiveColumn<Int64>] = []
        for slot in slots.withLock({ $0 }) {
            if let slot { columns.append(try slot.get()) }
        }
        return columns
    }
}
