import Columnar
import Records
import Store

extension CheckInput {
    /// All tables of a store as it is now.
    public init(_ store: RegistryStore) throws(StoreError) {
        var sources: [RegistryTable: any BatchSource] = [:]
        for table in RegistryTable.allCases where table != .findings && table != .runs {
            sources[table] = try store.table(table)
        }
        self.init(sources)
    }
}
