import Synchronization

/// A query inside an expression, which refers to nothing outside of it: it runs once, before the rows are looked at.
final class Subquery: Sendable {
    struct Answer: Sendable {
        /// The values of its column, for IN.
        var set: ValueSet
        /// The value of its only row, for a query in place of a value.
        var first: Value
        var isEmpty: Bool
    }

    /// In the order of the statement.
    let number: Int
    let plan: Plan
    private let answer = Mutex<Answer?>(nil)

    init(number: Int, plan: Plan) {
        self.number = number
        self.plan = plan
    }

    func set(_ new: Answer) { answer.withLock { $0 = new } }

    /// Nil before it has run, as for EXPLAIN.
    var known: Answer? { answer.withLock { $0 } }

    /// - Precondition: it has run.
    var value: Answer {
        guard let value = known else { preconditionFailure("a subquery that has not run") }
        return value
    }
}
