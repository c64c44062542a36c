import Dispatch
import Glibc
import Synchronization

/// Writes a synthetic province: a drop folder as the counties would hand it in, and the findings that it must give.
///
/// The same options give the same bytes, whatever the number of threads. Counties are made in parallel, the schools of a
/// county one after the other; memory holds one school a thread and the truth.
public struct ProvinceGenerator: Sendable {
    /// Pupils of the province; faults add some rows (pupils entered twice).
    public var students: Int
    public var seed: UInt64
    /// Output folder: made if missing, else it must be empty.
    public var path: String
    public var format: OutputFormat
    /// Faults planted per pupil.
    public var faultRate: Double
    public var threads: Int
    /// All pupils in one CSV file of 71 columns, for benchmarks.
    public var singleFile: Bool
    /// Called after each finished county with the number of counties done and in all.
    public var progress: (@Sendable (Int, Int) -> Void)?

    static let singleFileName = "学生基本信息表.csv"

    public init(
        students: Int, seed: UInt64, path: String, format: OutputFormat = .mixed, faultRate: Double = 0.01, threads: Int = 2,
        singleFile: Bool = false
    ) {
        self.students = students
        self.seed = seed
        self.path = path
        self.format = format
        self.faultRate = faultRate
        self.threads = threads
        self.singleFile = singleFile
    }

    /// Writes everything.
    ///
    /// **Errors**: bad options, an output folder that is not empty, a file that cannot be written.
    @discardableResult
    public func generate() throws(SyntheticError) -> ProvinceSummary {
        try check()
        try DropFolder.makeFolder(path)
        guard DropFolder.isEmpty(path) else { throw SyntheticError.notEmpty(path) }
        let temporary = path + "/.tmp"
        try DropFolder.makeFolder(temporary)
        let plan = ProvincePlan(pupils: students, seed: seed)
        let drop = DropFolder(root: path + "/drop")
        let results = try makeCounties(plan, drop, temporary)
        let upper = try ProvinceFiles(options: self, plan: plan, drop: drop, temporary: temporary).write(results)
        _ = unsafe rmdir(temporary)
        return ProvinceSummary(results.map(\.0), upperFindings: upper, schoolCount: plan.schools.reduce(0) { $0 + $1.count }, countyCount: plan.counties.count)
    }

    private func check() throws(SyntheticError) {
        if students < 1 || students > 16_000_000 { throw .badOption("--students: expected 1 to 16,000,000, found \(students)") }
        if !(faultRate >= 0 && faultRate <= 0.2) { throw .badOption("--fault-rate: expected 0 to 0.2, found \(faultRate)") }
        if singleFile, format != .csv { throw .badOption("one single file can only be CSV; give --format csv") }
    }

    private func makeCounties(
        _ plan: ProvincePlan, _ drop: DropFolder, _ temporary: String
    ) throws(SyntheticError) -> [(CountyResult, SummaryPair)] {
        var travellers: [Int: [Traveller]] = [:]
        for traveller in Traveller.plan(plan, seed: seed, rate: faultRate, pupils: students) {
            for school in traveller.schools { travellers[school, default: []].append(traveller) }
        }
        let maker = CountyMaker(options: self, plan: plan, drop: drop, temporary: temporary, travellers: travellers,
            roster: DutyRoster(plan, options: self))
        let count = plan.counties.count
        let next = Atomic<Int>(0)
        let state = Mutex<(results: [(CountyResult, SummaryPair)?], failure: SyntheticError?, done: Int)>(
            (Array(repeating: nil, count: count), nil, 0))
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if index >= count || state.withLock({ $0.failure != nil }) { return }
                do throws(SyntheticError) {
                    let result = try maker.make(index)
                    let done = state.withLock { state in
                        state.results[index] = result
                        state.done += 1
                        return state.done
                    }
                    progress?(done, count)
                } catch {
                    state.withLock { $0.failure = error }
                }
            }
        }
        let (results, failure) = state.withLock { ($0.results, $0.failure) }
        if let failure { throw failure }
        return results.compactMap(\.self)
    }
}

/// What the generator can plant, for tests that nothing is left out.
package enum SyntheticKinds {
    /// Names of faults: the rule, then the case. Besides these each county may have schools of REF-11, REF-12 and SUM-07, and
    /// units of SUM-06.
    package static var faults: [String] { FaultTable.all.map(\.name) }
    /// Names of look-alikes: the rule that must stay silent, then the case.
    package static var lookAlikes: [String] { LookAlikeTable.all.map(\.name) + SizeLimit.allCases.map { "CMP-03 \($0)" } }
}

/// What was written.
public struct ProvinceSummary: Sendable {
    public let pupilRows: Int
    public let schools: Int
    public let counties: Int
    public let findings: Int
    /// Planted faults by name (the rule, sometimes with a variant).
    public let planted: [String: Int]
    /// Planted look-alikes by name: the rule that must stay silent, and the case.
    public let lookAlikes: [String: Int]

    init(_ results: [CountyResult], upperFindings: Int, schoolCount: Int, countyCount: Int) {
        pupilRows = results.reduce(0) { $0 + $1.pupilCount }
        findings = results.reduce(upperFindings) { $0 + $1.findingCount + $1.chunkEntries.count }
        planted = results.reduce(into: [:]) { sum, result in sum.merge(result.planted, uniquingKeysWith: +) }
        lookAlikes = results.reduce(into: [:]) { sum, result in sum.merge(result.lookAlikes, uniquingKeysWith: +) }
        schools = schoolCount
        counties = countyCount
    }
}
