import Checks
import Columnar
import Records
import Store
import Testing

/// The same fault has the same id in the next run.
@Suite struct FindingIDTests {
    /// What a school sends: pupils and classes with faults of many kinds, in this order.
    private struct Sent {
        var pupils: [[String: String]] = [
            [:],
            ["name": "李一", "id_number": "360102200708311013", "birth_date": "20070830"],
            ["name": "李二", "id_number": "", "id_type": "其他", "birth_date": "20070101", "phone": ""],
            ["name": "李三", "id_number": "360102200701014410", "sex": "女性", "birth_date": "20070101"],
            ["name": "李四", "id_number": "360102200701014410", "birth_date": "20070101"],
            ["name": "李五", "id_number": "360102200702020011", "health": "很好", "birth_date": "2007-2-2", "phone": "12"],
        ]
        var file = "一年级.csv"
        var sheet = ""
        var threads = 1

        func check() throws -> CheckReport {
            var registry = RegistryBuilder()
            registry.issued()
            registry.school()
            for pupil in pupils { registry.pupil(pupil, file: file, sheet: sheet) }
            registry.add(.class, ["school_id": RegistryBuilder.school, "grade": "一年级", "class_no": "9"], file: "c.csv")
            registry.partitionSize = 2
            return try registry.check(["all"], threads: threads)
        }
    }

    /// Faults of the rules that look at rows; what is said of a file is named by its path.
    private func faults(_ report: CheckReport) -> Set<ValueDigest> {
        Set(report.all.filter { !$0.ruleID.hasPrefix("FIL") }.map(\.fault))
    }

    @Test func noTwoFindingsShareAFault() throws {
        var sent = Sent()
        // One pupil three times: the same rules, fields and values at what looks like one record.
        sent.pupils += [sent.pupils[1], sent.pupils[1]]
        let report = try sent.check()
        #expect(report.count > 20)
        #expect(Set(report.all.map(\.fault)).count == report.count)
    }

    @Test func insertedRowsChangeNoFault() throws {
        let before = try Sent().check()
        var sent = Sent()
        sent.pupils.insert(["name": "王新", "id_number": "360102200708310001", "birth_date": "20070831"], at: 0)
        sent.pupils.insert(["name": "王旧", "id_number": "360102200708310028", "birth_date": "20070831"], at: 3)
        let after = try sent.check()
        #expect(before.count > 15)
        #expect(faults(before).subtracting(faults(after)).isEmpty)
    }

    @Test func aRenamedFileOrSheetChangesNoFault() throws {
        let before = try Sent().check()
        var sent = Sent()
        sent.file = "2136000001_一年级(改).csv"
        sent.sheet = "学生"
        sent.pupils.reverse()
        let after = try sent.check()
        #expect(faults(before) == faults(after))
        #expect(before.all.map(\.file) != after.all.map(\.file))
    }

    /// Rows that ascend are found by a search, others by a walk: both find the same records.
    @Test func theOrderOfRowsChangesNoFault() throws {
        func report(_ order: [Int], partitionSize: Int) throws -> CheckReport {
            var registry = RegistryBuilder()
            registry.issued()
            registry.school()
            for pupil in order {
                let cells = Sent().pupils[pupil % 6].merging(["class_no": "\(pupil / 6 + 1)"]) { $1 }
                registry.pupil(cells, file: pupil < 12 ? "a.csv" : "b.csv", row: Int32(pupil + 2))
            }
            registry.partitionSize = partitionSize
            return try registry.check(["all"])
        }
        let ascending = try report(Array(0..<24), partitionSize: 24)
        let shuffled = [11, 3, 7, 0, 1, 2, 20, 23, 22, 21, 4, 5, 6, 8, 9, 10, 19, 18, 12, 13, 14, 15, 16, 17]
        #expect(ascending.count > 50)
        for partitionSize in [1, 5, 24] {
            let other = try report(shuffled, partitionSize: partitionSize)
            #expect(other.all.map(\.fault) == ascending.all.map(\.fault))
            #expect(other.all.map(\.row) == ascending.all.map(\.row))
        }
    }

    @Test func aRepairedFaultIsGoneAndTheOthersStay() throws {
        let before = try Sent().check()
        var sent = Sent()
        sent.pupils[5]["health"] = "健康或良好"
        let after = try sent.check()
        let gone = faults(before).subtracting(faults(after))
        #expect(before.all.filter { gone.contains($0.fault) }.map { "\($0.ruleID) \($0.field)" } == ["COD-01 health"])
        #expect(faults(after).subtracting(faults(before)).isEmpty)
    }

    /// A pupil with a valid number is the same pupil under another name; another pupil is another fault.
    @Test func theNumberIsThePupil() throws {
        var sent = Sent()
        sent.pupils[5]["name"] = "李武"
        let (before, renamed) = (try Sent().check(), try sent.check())
        let phone = { (report: CheckReport) in report.all.first { $0.ruleID == "FMT-06" && $0.field == "phone" }?.fault }
        #expect(phone(before) != nil && phone(before) == phone(renamed))
        sent.pupils[5]["id_number"] = "360102200702020046"
        #expect(try phone(sent.check()) != phone(before))
    }

    @Test func threadsChangeNoFault() throws {
        var sent = Sent()
        let one = try sent.check().all.map(\.fault)
        sent.threads = 2
        #expect(try sent.check().all.map(\.fault) == one)
    }

    /// The id in the table is keyed: the same under one key, unlike under another, and no part of it is in clear.
    @Test func idsAreKeyed() throws {
        let report = try Sent().check()
        let ids = { (key: [UInt8]) in
            let batch = FindingsTable(report, Masker(key: key)).batch(0..<report.count)
            return (0..<report.count).map { batch["finding_id"]?.text($0) ?? "" }
        }
        let mine = ids([1, 2, 3])
        #expect(Set(mine).count == report.count)
        #expect(mine.allSatisfy { $0.utf8.count == 32 && $0.allSatisfy(\.isHexDigit) })
        #expect(mine == ids([1, 2, 3]))
        #expect(Set(mine).isDisjoint(with: ids([1, 2, 4])))
    }
}
