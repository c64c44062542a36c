import Columnar
import Records
import Testing

@Suite struct RegistryTableTests {
    @Test func everyTableHasItsFields() {
        let counts = RegistryTable.allCases.map { $0.fields.count }
        #expect(counts == [79, 46, 9, 16, 27, 24, 10, 46, 0, 0, 0, 0])
        for table in RegistryTable.allCases {
            for (index, field) in table.fields.enumerated() {
                #expect(field.index == index && field.table == table)
                #expect(table.field(named: field.name)?.index == index)
            }
        }
        #expect(RegistryTable.student.fields.compactMap(\.templatePosition).count == 70)
    }

    @Test func namesOfTables() {
        #expect(RegistryTable.allCases.map(\.storeName).joined(separator: " ")
            == "students schools campuses classes proofs summaries signoffs issued_schools cell_issues findings files runs")
        #expect(RegistryTable.issuedSchool.findingName == "school" && RegistryTable.class.findingName == "class")
        #expect(RegistryTable(storeName: "issued_schools") == .issuedSchool && RegistryTable(storeName: "x") == nil)
    }

    @Test func headersResolveByNameAndAliasOnly() {
        let student = RegistryTable.student
        #expect(student.resolveHeader("姓名")?.name == "name")
        #expect(student.resolveHeader("★姓 名：")?.name == "name")
        #expect(student.resolveHeader("姓名\n（必填）*")?.name == "name")
        #expect(student.resolveHeader("上下学距离(公里)")?.name == "commute_km")
        #expect(student.resolveHeader("国籍／地区")?.name == "nationality")
        #expect(student.resolveHeader("学校（机构）标识码")?.name == "school_id")
        #expect(student.resolveHeader("姓名拼音")?.name == "name_pinyin")
        #expect(student.resolveHeader("残疾人类型")?.name == "disability")
        #expect(student.resolveHeader("姓名1") == nil)
        #expect(student.resolveHeader("(必填)") == nil)
        #expect(student.resolveHeader("") == nil)
        #expect(RegistryTable.class.resolveHeader("班级")?.name == "name")
        #expect(student.resolveHeader("班级")?.name == "class_no")
        #expect(RegistryTable.summary.resolveHeader("填报单位(盖章)")?.name == "stamped")
        #expect(RegistryTable.proof.resolveHeader("家长(监护人)签字")?.name == "parent_sign")
        #expect(RegistryTable.issuedSchool.resolveHeader("办学类型")?.name == "school_type")
    }

    @Test func headerKeys() {
        #expect(HeaderText.key("(一)") == "(一)")
        #expect(HeaderText.key("学校(机构)标识码(10位)") == "学校(机构)标识码")
        #expect(HeaderText.key("距离(公里)(必填)") == "距离(公里)")
        #expect(HeaderText.key("甲(乙(丙))") == "甲")
        #expect(HeaderText.key("甲)") == "甲)")
        #expect(HeaderText.key("☆ 甲 : 乙：*") == "甲乙")
    }

    @Test func noTwoFieldsOfATableShareAHeader() {
        for table in RegistryTable.allCases {
            for field in table.fields {
                for key in field.headerKeys { #expect(table.resolveHeaderKey(key)?.name == field.name, "\(key)") }
            }
        }
    }

    @Test func schemasFollowTheArchitecture() {
        let students = RegistryTable.student.schema
        #expect(students.fields.prefix(4).map(\.name) == ["file", "sheet", "row", "school_id"])
        #expect(students.fields.suffix(4).map(\.name) == ["unreadable", "id_key", "m1_id_key", "m2_id_key"])
        #expect(students.fields.count == 3 + 76 + 4)
        #expect(students.index(of: "photo") == nil && students.index(of: "hidden") == nil)
        func type(_ name: String) -> DataType? { students.index(of: name).map { students.fields[$0].type } }
        #expect(type("birth_date") == .date && type("entry_month") == .int32 && type("only_child") == .bool)
        #expect(type("sex") == .utf8 && type("row") == .int32 && type("m2_id_key") == .int64)
        #expect(RegistryTable.school.schema.fields.count == 3 + 46 + 1)
        #expect(RegistryTable.issuedSchool.schema == RegistryTable.school.schema)
        #expect(RegistryTable.findings.schema.fields.map(\.name).joined(separator: ",")
            == "rule_id,severity,table,file,sheet,row,field,value,key,related_rows,owner_level,owner_code,message_zh,"
            + "message_en,finding_id,arguments")
        #expect(RegistryTable.files.schema.fields.count == 22)
        #expect(RegistryTable.runs.schema.fields.count == 16)
        #expect(RegistryTable.cellIssues.schema.fields.map(\.name) == ["table", "file", "sheet", "row", "field", "kind", "raw", "canonical"])
    }

    /// The quick look at the first character never turns a header away.
    @Test func noHeaderIsSurelyNone() {
        for table in RegistryTable.allCases {
            for field in table.fields {
                for key in field.headerKeys {
                    for header in [key, " " + key, "*" + key, "★" + key, key + "(必填)"] {
                        #expect(!HeaderText.isSurelyNone(header), "\(header)")
                    }
                }
            }
        }
        for text in ["王小明", "360102200708311012", "龙"] { #expect(HeaderText.isSurelyNone(text) && RegistryTable.student.resolveHeader(text) == nil) }
        for text in ["", "(姓名)", "２０１３", " "] { #expect(!HeaderText.isSurelyNone(text)) }
    }

    @Test func bytesTellTheSameAsText() {
        for code in UInt32(0)..<0x12000 {
            guard let scalar = Unicode.Scalar(code) else { continue }
            for text in [String(Character(scalar)), String(Character(scalar)) + "码"] {
                #expect(isSurelyNone(Array(text.utf8)) == HeaderText.isSurelyNone(text), "U+\(String(code, radix: 16))")
            }
        }
        #expect(!isSurelyNone([]))
        // No text: a lead byte without what should follow.
        #expect(!isSurelyNone([0xE5, 0xAD]))
    }

    private func isSurelyNone(_ bytes: [UInt8]) -> Bool { HeaderText.isSurelyNone(bytes.span) }

    @Test func personalDataIsMarked() {
        func mask(_ table: RegistryTable, _ name: String) -> MaskKind? { table.field(named: name)?.mask }
        #expect(mask(.student, "name") == .name && mask(.student, "m2_id_number") == .idNumber)
        #expect(mask(.student, "birth_date") == .birthDate && mask(.student, "home_address") == .address)
        #expect(mask(.student, "aux_no") == .idNumber && mask(.student, "phone") == .phone)
        #expect(mask(.school, "name") == MaskKind.none && mask(.school, "principal") == .name)
        #expect(mask(.campus, "head") == .name && mask(.class, "head_teacher") == .name)
        #expect(mask(.proof, "parent_sign") == .name && mask(.signoff, "signer") == .name)
        #expect(mask(.proof, "g1_phone") == .phone && mask(.summary, "filler") == .name)
    }

    @Test func typesAndNormalisations() {
        func field(_ name: String) -> FieldDefinition? { RegistryTable.student.field(named: name) }
        #expect(field("school_id")?.type == .digits(10) && field("school_id")?.normalisation == .n2)
        #expect(field("id_number")?.normalisation == .n2ID && field("name")?.normalisation == .n3)
        #expect(field("grade")?.codeList == nil && field("birth_place_code")?.codeList == nil)
        #expect(field("sex")?.codeList?.name == "sex" && field("orphan")?.codeList?.name == "yes_no")
        #expect(RegistryTable.school.field(named: "economic_attr")?.codeList == nil)
        #expect(field("id_number")?.maxLength == 20 && field("hidden")?.maxLength == nil)
        #expect(field("name")?.requirement == .mandatory && field("photo")?.requirement == .notFilled)
    }
}
