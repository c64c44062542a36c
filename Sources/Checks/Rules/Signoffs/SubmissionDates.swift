import Columnar
import Records

/// The latest 填报日期 of each school's summary rows; sign-offs come with the context. Shared by SGN-04 and SGN-06.
package enum SubmissionDates: TableScan {
    package typealias Partial = [Int64: Int32]

    package static let inputs: ScanInputs = [
        .signoff: SignoffIndex.columns, .summary: ResidentColumns.origin + ["filled_on", "measure"],
    ]
    package static let preparations: Preparations = .signoffs
    package static func empty() -> Partial { [:] }

    package static func scan(_ batch: TableBatch, into partial: inout Partial) throws {
        guard batch.table == .summary else { return }
        let (schools, dates) = (try batch.schoolIDs(), try batch.numbers("filled_on"))
        for row in 0..<batch.rowCount where schools[row] != 0 && dates[row] != .min {
            // Rows with another 项目 take part in nothing (SPEC §9).
            guard SummaryForm.Measure(try batch.text("measure").string(row)) != nil else { continue }
            partial[schools[row]] = max(partial[schools[row]] ?? .min, dates[row])
        }
    }

    package static func merge(_ other: Partial, into partial: inout Partial) { partial.merge(other, uniquingKeysWith: max) }
}
