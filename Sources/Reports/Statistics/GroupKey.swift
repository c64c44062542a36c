import Columnar
import Records
import Store

/// What rows are grouped by: a column, or something that follows from where a row stands.
package struct GroupKey: Sendable {
    private enum Source: Sendable {
        /// Values of a column.
        case column(String)
        /// The first characters of a column.
        case prefix(String, Int)
        /// The first characters of the county whose pupils a partition holds.
        case cluster(Int)
    }

    package let name: String
    private let source: Source

    /// Names beside those of columns; `school` is another word for `school_id`.
    package static let derivedNames = ["county", "prefecture", "school"]

    /// - Parameter name: a column's name, or `county`, `prefecture`, `school` where the table has it.
    package init?(_ name: String, table: RegistryTable) {
        let columns = table.schema.fields.map(\.name)
        self.name = name
        if columns.contains(name) {
            source = .column(name)
        } else if name == "school", columns.contains("school_id") {
            source = .column("school_id")
        } else if name == "county" || name == "prefecture" {
            let length = name == "county" ? 6 : 4
            if table == .student {
                source = .cluster(length)
            } else if columns.contains("division_code") {
                source = .prefix("division_code", length)
            } else {
                return nil
            }
        } else {
            return nil
        }
    }

    /// The key of every row of a partition.
    package func column(of table: StoreTable, partition: Int) throws(ColumnarError) -> Column {
        switch source {
        case .column(let name): return try table.read(partition: partition, columns: [name]).columns[0]
        case .cluster(let length):
            let county = table.cluster(partition: partition).map { String($0.prefix(length)) }
            let rowCount = table.rowCount(partition: partition)
            return .dictionary(
                DictionaryColumn(
                    codes: [UInt32](repeating: 0, count: rowCount), values: StringColumn([county ?? ""]),
                    validity: county == nil ? Bitmap(repeating: false, count: rowCount) : nil))
        case .prefix(let name, let length):
            let column = try table.read(partition: partition, columns: [name]).columns[0]
            var builder = DictionaryBuilder(minimumCapacity: column.count)
            for row in 0..<column.count { builder.append(column.text(row).map { String($0.prefix(length)) }) }
            return .dictionary(builder.finish())
        }
    }
}
