import Foundation
import Testing

/// Findings equal the generator's truth, row by row and rule by rule, in every format and from clean to badly damaged
/// provinces. `scripts/sweep-truth` does the same with many seeds and larger provinces.
@Suite(.serialized) struct TruthTests {
    @Test(arguments: [("mixed", "0"), ("mixed", "0.2"), ("xls", "0.1"), ("xlsx", "0.1"), ("csv", "0.03")])
    func findingsEqualTheTruth(_ format: String, _ rate: String) throws {
        let seed = UInt32.random(in: 0 ... .max)
        let result = try Command.run(
            Command.repository.appendingPathComponent("scripts/sweep-truth"), ["1", "1500", format, rate],
            environment: ["XUEJI": Command.program.path, "FIRST_SEED": "\(seed)"])
        #expect(result.status == 0, "seed \(seed), \(format), fault rate \(rate): \(result.output)\(result.errors)")
    }
}
